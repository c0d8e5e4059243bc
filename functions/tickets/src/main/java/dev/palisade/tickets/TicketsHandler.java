package dev.palisade.tickets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.notice.Notice;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.function.DeadLetters;
import dev.palisade.tickets.filing.Filing;
import dev.palisade.tickets.system.TicketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The Lambda function {@code palisade-tickets}: notices of its queue in, failures of single
 * messages out.
 *
 * <p>What can be tried again comes again after as long as the system asks for, or after longer and
 * longer; what is refused for good goes to the dead letters with the reason, from where it can be
 * sent again once a person has mended the cause.
 */
public final class TicketsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  /** Metric that counts what was refused for good or tried too often. */
  public static final String REFUSED_METRIC = "TicketsRefused";

  private static final Logger LOG = LoggerFactory.getLogger(TicketsHandler.class);

  /** With the waits between, some five hours; the queue's own redrive comes one later. */
  private static final int TRIES = 24;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Filing filing;
  private final DeadLetters deadLetters;
  private final Visibility visibility;

  /** Says how long a message stays hidden from now on. */
  interface Visibility {
    void hide(SQSMessage message, Duration time);
  }

  /** The function as deployed. */
  public TicketsHandler() {
    this(TicketsWiring.ofThisProcess());
  }

  private TicketsHandler(TicketsWiring wiring) {
    this(wiring.filing(), wiring.deadLetters(), wiring.visibility());
  }

  TicketsHandler(Filing filing, DeadLetters deadLetters, Visibility visibility) {
    this.filing = filing;
    this.deadLetters = deadLetters;
    this.visibility = visibility;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event, context));
  }

  private SQSBatchResponse handle(SQSEvent event, Context context) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Palisade");
    metrics.setRaiseOnEmptyMetrics(false);
    // A little longer than the function may run: nobody else works on a ticket before that.
    Instant deadline = Instant.now().plusMillis(context.getRemainingTimeInMillis() + 1_000L);
    List<BatchItemFailure> failures = new ArrayList<>();
    try {
      for (SQSMessage message : event.getRecords()) {
        if (!isDone(message, deadline, metrics)) {
          failures.add(new BatchItemFailure(message.getMessageId()));
        }
      }
    } finally {
      metrics.flush();
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isDone(SQSMessage message, Instant deadline, Metrics metrics) {
    try {
      Notice notice = Codec.plain().readValue(message.getBody(), Notice.class);
      filing
          .handle(notice, deadline)
          .ifPresent(ticket ->
              LOG.info(
                  "case {}: ticket {} is {}", notice.caseId(), ticket.reference(), ticket.phase()));
      return true;
    } catch (TicketException e) {
      return e.isForGood() ? bury(message, metrics, e) : again(message, metrics, e, e.after());
    } catch (ContendedException | SdkException e) {
      return again(message, metrics, e, null);
    } catch (JsonProcessingException e) {
      return bury(message, metrics, new IllegalArgumentException("no notice: " + e.getMessage()));
    } catch (RuntimeException e) {
      return bury(message, metrics, e);
    }
  }

  private boolean again(
      SQSMessage message, Metrics metrics, RuntimeException why, @Nullable Duration asked) {
    int attempt = attempt(message);
    if (attempt >= TRIES) {
      return bury(message, metrics, why);
    }
    Duration wait = asked == null ? growing(attempt) : asked.plusSeconds(1);
    LOG.warn(
        "message {} comes again in {} (attempt {}): {}",
        message.getMessageId(),
        wait,
        attempt,
        why.toString());
    metrics.addMetric("TicketsRetried", 1, MetricUnit.COUNT);
    visibility.hide(message, wait);
    return false;
  }

  private static Duration growing(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private boolean bury(SQSMessage message, Metrics metrics, RuntimeException why) {
    LOG.error("message {} goes to the dead letters", message.getMessageId(), why);
    metrics.addMetric(REFUSED_METRIC, 1, MetricUnit.COUNT);
    deadLetters.bury(message, why.getMessage() == null ? why.toString() : why.getMessage());
    return true;
  }

  private static int attempt(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
  }
}
