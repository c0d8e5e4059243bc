package dev.palisade.policy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The function that AppConfig asks before it deploys a policy: {@code {"content": "<Base64>",
 * "configurationVersion": …}} in; nothing out where the policy is right, an error where it is not,
 * which AppConfig takes as a refusal. It reads nothing and calls nobody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-profile-validators.html">AppConfig's
 *     validators</a>
 */
public final class ValidatorHandler implements RequestStreamHandler {

  // Read when the function starts, so that it is in the snapshot.
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = Codec.plain().readTree(input);
    String content = event.path("content").asText("");
    String version = event.path("configurationVersion").asText("?");
    String text = new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    List<Complaint> errors = PolicyCheck.of(text, CATALOGUE).errors();
    if (!errors.isEmpty()) {
      String said = errors.stream().map(Complaint::text).collect(Collectors.joining("\n"));
      context.getLogger().log("policy version %s is refused:\n%s".formatted(version, said));
      throw new IllegalArgumentException(said);
    }
    context.getLogger().log("policy version %s is right".formatted(version));
    output.write("null".getBytes(StandardCharsets.UTF_8));
  }
}
