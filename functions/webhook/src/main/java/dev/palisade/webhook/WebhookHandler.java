package dev.palisade.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.cases.Case;
import dev.palisade.core.notice.Notice;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.function.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The Lambda function {@code palisade-webhook}: notices of its queue in, failures of single
 * messages out.
 *
 * <p>What is not delivered comes again after as long as the receiver asks for, or after longer and
 * longer, some five hours in all; then, and where it can never be delivered, it goes to the dead
 * letters with the reason, from where it can be sent again once a person has mended the cause.
 */
public final class WebhookHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

  private static final int TRIES = 24;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Function<String, Optional<Case>> cases;
  private final Subscriptions subscriptions;
  private final Receiver receiver;
  private final DeadLetters deadLetters;
  private final Visibility visibility;

  /** Says how long a message stays hidden from now on. */
  interface Visibility {
    void hide(SQSMessage message, Duration time);
  }

  /** The function as deployed. */
  public WebhookHandler() {
    this(WebhookWiring.ofThisProcess());
  }

  private WebhookHandler(WebhookWiring wiring) {
    this(
        wiring.cases(),
        wiring.subscriptions(),
        wiring.receiver(),
        wiring.deadLetters(),
        wiring.visibility());
  }

  WebhookHandler(
      Function<String, Optional<Case>> cases,
      Subscriptions subscriptions,
      Receiver receiver,
      DeadLetters deadLetters,
      Visibility visibility) {
    this.cases = cases;
    this.subscriptions = subscriptions;
    this.receiver = receiver;
    this.deadLetters = deadLetters;
    this.visibility = visibility;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event));
  }

  private SQSBatchResponse handle(SQSEvent event) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      if (!isDone(message)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isDone(SQSMessage message) {
    try {
      Notice notice = Codec.plain().readValue(message.getBody(), Notice.class);
      deliver(notice);
      return true;
    } catch (DeliveryException e) {
      return e.isForGood() ? bury(message, e) : again(message, e, e.after());
    } catch (SdkException e) {
      return again(message, e, null);
    } catch (JsonProcessingException e) {
      return bury(message, new IllegalArgumentException("no notice: " + e.getOriginalMessage()));
    } catch (RuntimeException e) {
      return bury(message, e);
    }
  }

  private void deliver(Notice notice) {
    Case item =
        cases
            .apply(notice.caseId())
            .orElseThrow(() -> DeliveryException.forGood("there is no case " + notice.caseId()));
    Message told = Message.of(notice, item);
    try {
      receiver.post(told, subscriptions.get());
    } catch (DeliveryException e) {
      // A receiver that was moved or given another secret is known at the next try.
      subscriptions.forget();
      throw e;
    }
    LOG.info("told of {}", told.id());
  }

  private boolean again(SQSMessage message, RuntimeException why, @Nullable Duration asked) {
    int attempt =
        Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    if (attempt >= TRIES) {
      return bury(message, why);
    }
    Duration wait = asked == null ? growing(attempt) : asked.plusSeconds(1);
    LOG.warn(
        "message {} comes again in {} (attempt {}): {}",
        message.getMessageId(),
        wait,
        attempt,
        why.toString());
    visibility.hide(message, wait);
    return false;
  }

  private static Duration growing(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private boolean bury(SQSMessage message, RuntimeException why) {
    LOG.error("message {} goes to the dead letters", message.getMessageId(), why);
    deadLetters.bury(message, why.getMessage() == null ? why.toString() : why.getMessage());
    return true;
  }
}
