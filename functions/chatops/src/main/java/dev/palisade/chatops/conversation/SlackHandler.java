package dev.palisade.chatops.conversation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.plan.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The function {@code palisade-slack}: requests of the queue {@code slack-requests} and notices of
 * the queue {@code chat} in, failures of single messages out. What Slack asks to wait for comes
 * back when it said; what fails too often ends in the queue's dead letters.
 */
public final class SlackHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(SlackHandler.class);

  /** SQS hides a message for so long at most. */
  private static final Duration LONGEST = Duration.ofHours(11);

  private final Conversation conversation;
  private final Telling telling;
  private final Postponing postponing;

  /** Hides a message of a queue for a time. */
  interface Postponing {
    void postpone(String queueArn, String receipt, Duration time);
  }

  /** The function as deployed. */
  public SlackHandler() {
    this(new SlackWiring(System.getenv()));
    SlackWiring.prime();
  }

  private SlackHandler(SlackWiring wiring) {
    this(wiring.conversation(), wiring.telling(), wiring.postponing());
  }

  SlackHandler(Conversation conversation, Telling telling, Postponing postponing) {
    this.conversation = conversation;
    this.telling = telling;
    this.postponing = postponing;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event));
  }

  private SQSBatchResponse handle(SQSEvent event) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Palisade");
    metrics.setRaiseOnEmptyMetrics(false);
    metrics.addDimension("surface", "slack");
    List<BatchItemFailure> failures = new ArrayList<>();
    Map<String, List<SQSMessage>> digests = new LinkedHashMap<>();
    try {
      for (SQSMessage message : event.getRecords()) {
        attempt(
            () ->
                one(message, metrics)
                    .ifPresent(digest ->
                        digests.computeIfAbsent(digest, id -> new ArrayList<>()).add(message)),
            List.of(message),
            failures,
            metrics);
      }
      digests.forEach(
          (digest, messages) -> attempt(() -> telling.write(digest), messages, failures, metrics));
    } finally {
      metrics.flush();
    }
    return new SQSBatchResponse(failures);
  }

  private void attempt(
      Runnable work, List<SQSMessage> messages, List<BatchItemFailure> failures, Metrics metrics) {
    try {
      work.run();
      return;
    } catch (ChatException e) {
      LOG.warn("{} messages come again: {}", messages.size(), e.getMessage());
      if (e.kind() == ChatException.Kind.LATER) {
        messages.forEach(message -> postpone(message, e.after()));
      }
    } catch (SdkException e) {
      LOG.warn("{} messages come again", messages.size(), e);
    } catch (RuntimeException e) {
      LOG.error("{} messages can't be handled", messages.size(), e);
    }
    metrics.addMetric("SlackRetried", messages.size(), MetricUnit.COUNT);
    messages.forEach(message -> failures.add(new BatchItemFailure(message.getMessageId())));
  }

  private void postpone(SQSMessage message, Duration time) {
    Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
    try {
      postponing.postpone(message.getEventSourceArn(), message.getReceiptHandle(), bounded);
    } catch (SdkException e) {
      LOG.info("it comes back by itself later: {}", e.toString());
    }
  }

  /** Handles a message; the digest that it needs written, if any. */
  private Optional<String> one(SQSMessage message, Metrics metrics) {
    try {
      JsonNode body = Codec.plain().readTree(message.getBody());
      if (body.has("caseId")) { // dev.palisade.core.notice.Notice; its case says the rest.
        metrics.addMetric("SlackNotices", 1, MetricUnit.COUNT);
        String caseId = body.path("caseId").asText();
        return body.path("reminder").asBoolean() ? telling.remind(caseId) : telling.tell(caseId);
      }
      boolean taken = conversation.answer(Codec.plain().treeToValue(body, SlackRequest.class));
      metrics.addMetric(taken ? "SlackAnswered" : "SlackRefused", 1, MetricUnit.COUNT);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("neither a request nor a notice", e);
    }
  }
}
