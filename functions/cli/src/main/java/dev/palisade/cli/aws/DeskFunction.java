package dev.palisade.cli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Front;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.desk.CallerProof;
import dev.palisade.platform.desk.DeskRequest;
import dev.palisade.platform.desk.StsEndpoint;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The function {@code palisade-desk}, invoked with the caller's rights and a proof of who that is.
 *
 * @param lambda the hub's Lambda
 * @param region the hub's region
 * @param credentials the caller's
 */
record DeskFunction(LambdaClient lambda, String region, AwsCredentialsProvider credentials)
    implements Front {

  private static final String NAME = "palisade-desk:live";
  private static final ObjectMapper JSON = Codec.plain();

  @Override
  public JsonNode ask(DeskRequest request) {
    try {
      String text = JSON.writeValueAsString(request);
      CallerProof proof =
          CallerProof.of(text, StsEndpoint.in(region), region, credentials.resolveCredentials());
      ObjectNode payload = JSON.createObjectNode().put("proof", proof.url()).put("request", text);
      InvokeResponse answer =
          lambda.invoke(
              b -> b.functionName(NAME).payload(SdkBytes.fromUtf8String(payload.toString())));
      return done(answer, JSON.readTree(answer.payload().asUtf8String()));
    } catch (JsonProcessingException e) {
      throw Failure.because(NAME + " answered no JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode done(InvokeResponse answer, JsonNode said) {
    if (answer.functionError() != null) {
      throw Failure.because(
          "%s failed: %s; palisade doctor looks for the reason"
              .formatted(NAME, said.path("errorMessage").asText(answer.functionError())));
    }
    if (said.hasNonNull("refused")) {
      throw Failure.because(said.path("refused").asText());
    }
    return said.path("done");
  }
}
