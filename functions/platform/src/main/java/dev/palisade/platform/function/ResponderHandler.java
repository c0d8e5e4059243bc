package dev.palisade.platform.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.Responder;
import dev.palisade.core.engine.RetryLaterException;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.MalformedEventException;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.GatewayException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The Lambda function of a domain: messages of its queue in, failures of single messages out.
 *
 * <p>A message that can be tried again goes back to the queue; one that can't, or was tried often
 * enough, goes to the dead letters with the reason. Nothing is swallowed.
 */
public class ResponderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(ResponderHandler.class);

  /** The queue's own redrive comes one later, for a function that can't even say why. */
  private static final int TRIES = 5;

  /** Left at the end of an invocation to record what was done. */
  private static final int RESERVE_MILLIS = 3_000;

  private static final int LONGEST_LEASE_MILLIS = 60_000;

  private final Wiring wiring;
  private final Responder responder;
  private final DeadLetters deadLetters;
  private final String domain;

  @SuppressWarnings({"unused", "FieldCanBeLocal"}) // The context holds it weakly.
  private final Priming priming;

  /** The function of a domain, as deployed. */
  protected ResponderHandler(DomainModule module) {
    this(module, Deployment.ofThisProcess());
  }

  ResponderHandler(DomainModule module, Deployment deployment) {
    this.domain = module.domain().name();
    this.wiring = new Wiring(module, deployment);
    this.responder = wiring.responder();
    this.deadLetters = wiring.deadLetters();
    this.priming = Priming.of(module);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event, context));
  }

  private SQSBatchResponse handle(SQSEvent event, Context context) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Palisade");
    metrics.setRaiseOnEmptyMetrics(false);
    metrics.addDimension("domain", domain);
    List<BatchItemFailure> failures = new ArrayList<>();
    try {
      for (SQSMessage message : event.getRecords()) {
        if (!isDone(message, context, metrics)) {
          failures.add(new BatchItemFailure(message.getMessageId()));
        }
      }
    } finally {
      metrics.flush();
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isDone(SQSMessage message, Context context, Metrics metrics) {
    int attempt = attempt(message);
    try {
      JsonNode body = Codec.plain().readTree(message.getBody());
      EventEnd end = responder.handle(body, attempt, deadline(context));
      metrics.addMetric(end.cases().isEmpty() ? "Ignored" : "Cases", 1, MetricUnit.COUNT);
      LOG.info(
          "event {} ended: {}",
          end.happening(),
          end.cases().isEmpty() ? end.reason() : end.cases());
      return true;
    } catch (RetryLaterException e) {
      return again(message, attempt, metrics, e);
    } catch (GatewayException e) {
      return e.kind() == GatewayException.Kind.RETRY
          ? again(message, attempt, metrics, e)
          : bury(message, metrics, e);
    } catch (SdkException e) {
      return again(message, attempt, metrics, e);
    } catch (JsonProcessingException e) {
      return bury(
          message, metrics, new MalformedEventException("not JSON: " + e.getOriginalMessage()));
    } catch (RuntimeException e) {
      return bury(message, metrics, e);
    }
  }

  private boolean again(SQSMessage message, int attempt, Metrics metrics, RuntimeException why) {
    if (attempt >= TRIES) {
      return bury(message, metrics, why);
    }
    metrics.addMetric("Retried", 1, MetricUnit.COUNT);
    LOG.warn(
        "message {} comes again (attempt {}): {}", message.getMessageId(), attempt, why.toString());
    return false;
  }

  private boolean bury(SQSMessage message, Metrics metrics, RuntimeException why) {
    LOG.error("message {} goes to the dead letters", message.getMessageId(), why);
    metrics.addMetric("DeadLetters", 1, MetricUnit.COUNT);
    String reason = why.getMessage() == null ? why.toString() : why.getMessage();
    deadLetters.bury(message, reason);
    noteEnd(message, reason);
    return true;
  }

  // So that looking up the event's id finds its end, where the message has such an id.
  private void noteEnd(SQSMessage message, String reason) {
    try {
      Event event = Event.of(Codec.plain().readTree(message.getBody()));
      wiring
          .store()
          .ended(
              new EventEnd(
                  event.happening(), domain, List.of(), "dead-lettered: " + reason, Instant.now()));
    } catch (JsonProcessingException | MalformedEventException e) {
      LOG.info("the dead letter has no event id: {}", e.getMessage());
    }
  }

  private static int attempt(SQSMessage message) {
    String count = message.getAttributes().getOrDefault("ApproximateReceiveCount", "1");
    return Integer.parseInt(count);
  }

  private static Instant deadline(Context context) {
    int left = context.getRemainingTimeInMillis() - RESERVE_MILLIS;
    return Instant.now().plusMillis(Math.clamp(left, 1_000, LONGEST_LEASE_MILLIS));
  }
}
