package dev.palisade.chatops.ingress;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.chatops.refusals.Refusal;
import dev.palisade.chatops.refusals.RefusalCounts;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.function.SlackVariables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The function {@code palisade-slack-ingress}, behind a function URL that anybody may call. What it
 * refuses is logged with the reason and counted, as a metric and, for the journal, in its own
 * table; the caller learns the status only.
 */
public final class IngressHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(IngressHandler.class);

  private final Ingress ingress;
  private final Consumer<Refusal> refused;

  /** The function as deployed. */
  public IngressHandler() {
    this(System.getenv(), InstantSource.system());
    // Loads, before SnapStart's snapshot, what a request takes: Slack waits three seconds.
    var _ = Signature.sign("priming", Instant.EPOCH, new byte[0]);
    var _ = Reading.of("payload=%7B%7D", new Signature(Instant.EPOCH, ""));
  }

  private IngressHandler(Map<String, String> variables, InstantSource clock) {
    AwsSession own =
        Sessions.with(get(variables, DeploymentVariables.HUB), get(variables, "AWS_REGION"), null);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = get(variables, SlackVariables.REPLAYS);
    RefusalCounts counts = new RefusalCounts(dynamo, table);
    this.ingress = ingress(variables, own, new DynamoReplays(dynamo, table), clock);
    this.refused = refusal -> counts.add(refusal, clock.instant());
  }

  /**
   * The function around a gate.
   *
   * @param refused told of every refusal; what it throws changes no answer
   */
  IngressHandler(Ingress ingress, Consumer<Refusal> refused) {
    this.ingress = ingress;
    this.refused = refused;
  }

  private static Ingress ingress(
      Map<String, String> variables, AwsSession own, Replays replays, InstantSource clock) {
    SqsClient sqs = own.client(SqsClient.builder());
    String queue = get(variables, SlackVariables.REQUESTS);
    return new Ingress(
        new SigningSecrets(
            own.client(SecretsManagerClient.builder()),
            get(variables, SlackVariables.SIGNING_SECRET),
            clock),
        new Workspaces(Set.of(get(variables, SlackVariables.WORKSPACES).split(","))),
        replays,
        request -> sqs.sendMessage(b -> b.queueUrl(queue).messageBody(json(request))),
        clock);
  }

  private static String get(Map<String, String> variables, String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException("the deployment did not set " + name);
    }
    return value;
  }

  private static String json(SlackRequest request) {
    try {
      return Codec.plain().writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is always JSON", e);
    }
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event));
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Palisade");
    metrics.setRaiseOnEmptyMetrics(false);
    metrics.addDimension("surface", "slack");
    try {
      Answer answer = ingress.take(method(event), headers(event), body(event));
      count(answer, metrics, event);
      return response(answer);
    } catch (SdkException | IllegalStateException e) {
      LOG.error("a request could not be verified or handed on", e);
      metrics.addMetric("SlackFailed", 1, MetricUnit.COUNT);
      return response(new Answer(500, "", null));
    } finally {
      metrics.flush();
    }
  }

  private void count(Answer answer, Metrics metrics, APIGatewayV2HTTPEvent event) {
    @Nullable Refusal refusal = answer.refusal();
    if (refusal == null) {
      metrics.addMetric("SlackTaken", 1, MetricUnit.COUNT);
      return;
    }
    metrics.addMetric("SlackRefused", 1, MetricUnit.COUNT);
    metrics.addMetric("SlackRefused." + refusal.name(), 1, MetricUnit.COUNT);
    LOG.warn("refused a request from {}: {} ({})", source(event), refusal, refusal.why());
    try {
      refused.accept(refusal);
    } catch (SdkException e) {
      // It is in the log and the metrics still, and stays refused.
      LOG.error("a refusal could not be counted", e);
      metrics.addMetric("SlackUncounted", 1, MetricUnit.COUNT);
    }
  }

  private static String method(APIGatewayV2HTTPEvent event) {
    var context = event.getRequestContext();
    return context == null || context.getHttp() == null ? "" : context.getHttp().getMethod();
  }

  private static String source(APIGatewayV2HTTPEvent event) {
    var context = event.getRequestContext();
    return context == null || context.getHttp() == null
        ? "nowhere"
        : String.valueOf(context.getHttp().getSourceIp());
  }

  private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
    return event.getHeaders() == null ? Map.of() : event.getHeaders();
  }

  // Function URLs hand over forms in base64; the signature is over the bytes that Slack sent.
  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = event.getBody() == null ? "" : event.getBody();
    if (!event.getIsBase64Encoded()) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static APIGatewayV2HTTPResponse response(Answer answer) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(answer.status())
        .withHeaders(Map.of("Content-Type", "application/json", "Cache-Control", "no-store"))
        .withBody(answer.body())
        .build();
  }
}
