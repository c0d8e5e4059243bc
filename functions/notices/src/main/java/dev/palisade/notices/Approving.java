package dev.palisade.notices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.bus.Envelope;
import dev.palisade.platform.store.PeopleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * The approval of a case in Step Functions: one execution, which asks, reminds, and hands on what
 * was decided or that nobody did. The case in the table says what was decided; the execution only
 * waits, so that a lost token loses no decision.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Wait
 *     for a callback with the task token</a>
 */
final class Approving {

  private final SfnClient steps;
  private final PeopleBook book;
  private final Setting setting;
  private final InstantSource clock;

  /**
   * Where approvals run.
   *
   * @param machine ARN of the state machine
   * @param queues URL of each domain's queue
   * @param hub the hub's account id
   * @param region the hub's region
   */
  record Setting(String machine, Map<String, String> queues, String hub, String region) {
    Setting {
      queues = Map.copyOf(queues);
    }
  }

  Approving(SfnClient steps, PeopleBook book, Setting setting, InstantSource clock) {
    this.steps = steps;
    this.book = book;
    this.setting = setting;
    this.clock = clock;
  }

  /** Starts asking about a case; nothing happens where that was started before. */
  void start(Case item) {
    Question question = Objects.requireNonNull(item.question());
    Instant now = clock.instant();
    ObjectNode input = Codec.plain().createObjectNode();
    input.put("case", item.id());
    input.put("remindIn", seconds(now, question.remindAt()));
    input.put("expireIn", seconds(latest(now, question.remindAt()), question.deadline()));
    input.put("queue", queue(item));
    input.put("decision", message(item, Requests.DECISION, now));
    input.put("expiry", message(item, Requests.EXPIRE, now));
    try {
      steps.startExecution(
          b -> b.stateMachineArn(setting.machine()).name(item.id()).input(input.toString()));
    } catch (ExecutionAlreadyExistsException e) {
      // The stream told this stage before.
    }
  }

  private String queue(Case item) {
    String url = setting.queues().get(item.domain());
    if (url == null) {
      throw new IllegalStateException("there is no queue of domain " + item.domain());
    }
    return url;
  }

  private String message(Case item, String request, Instant now) {
    return Envelope.of(
        "%s-%s".formatted(item.id(), request.equals(Requests.EXPIRE) ? "expiry" : "decision"),
        request,
        setting.hub(),
        setting.region(),
        now,
        Map.of(PalisadeEvents.DOMAIN, item.domain(), "case", item.id()));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  // Step Functions wants whole seconds, at least one.
  private static int seconds(Instant from, Instant to) {
    return (int) Math.clamp(Duration.between(from, to).plusMillis(999).toSeconds(), 1, 31_536_000);
  }

  /** Lets the execution of a case that is decided, or over, go on; nothing where none waits. */
  void goOn(Case item) {
    book.token(item.id()).ifPresent(token -> goOn(item, token));
  }

  private void goOn(Case item, String token) {
    boolean decided = item.state() == CaseState.AWAITING_APPROVAL && item.isApproved();
    ObjectNode output = Codec.plain().createObjectNode().put("decision", decided ? "yes" : "over");
    try {
      steps.sendTaskSuccess(b -> b.taskToken(token).output(output.toString()));
    } catch (TaskTimedOutException | TaskDoesNotExistException e) {
      // Used before, or the time was over in the same moment: then the domain hears of that, and
      // reads the decision.
    }
  }

  /**
   * Keeps the token of an execution that asks now. A decision that came in before there was a token
   * is handed on at once.
   */
  void asking(Case item, String token) {
    Question question = Objects.requireNonNull(item.question());
    book.keepToken(item.id(), token, question.deadline());
  }
}
