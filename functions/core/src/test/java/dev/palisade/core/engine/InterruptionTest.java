package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.plan.GatewayException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Functions that stop in the middle, and clouds that take their time: nothing is left half done.
 */
class InterruptionTest {

  private final Bot bot = new Bot();

  /** The function dies at its second call of two. */
  private JsonNode killed(String fault) {
    bot.cloud.put("b", Box.with("bolt", "latch"));
    bot.cloud.fail(fault, new OutOfMemoryError("killed"));
    JsonNode event = bot.changed("b");
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(OutOfMemoryError.class);
    assertThat(only().state()).isEqualTo(CaseState.APPLYING);
    return event;
  }

  private Case only() {
    assertThat(bot.store.cases()).hasSize(1);
    return bot.store.cases().getFirst();
  }

  @Test
  void whoeverHoldsTheLeaseIsLeftAlone() {
    JsonNode event = killed("mend latch");
    bot.later(Duration.ofSeconds(20));
    assertThatThrownBy(() -> bot.handle(event, 2))
        .isInstanceOf(RetryLaterException.class)
        .hasMessageContaining("is being applied");
    assertThat(bot.cloud.changes()).containsExactly("mend bolt");
  }

  @Test
  void theNextDeliveryFinishesWhatAKilledFunctionBegan() {
    JsonNode event = killed("mend latch");
    bot.later(Duration.ofSeconds(31));
    Case item = bot.caseOf(event);
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.changes()).containsExactly("mend bolt", "mend latch");
    assertThat(item.steps()).extracting(Step::describe).containsExactly("mend bolt", "mend latch");
    assertThat(item.steps()).extracting(Step::progress).containsOnly(Step.Progress.DONE);
  }

  @Test
  void aCallThatNobodyRecordedStaysInTheLedgerForItsUndo() {
    bot.cloud.put("b", Box.with("bolt", "latch"));
    bot.cloud.failAfter("mend bolt", new OutOfMemoryError("killed"));
    JsonNode event = bot.changed("b");
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(OutOfMemoryError.class);
    bot.later(Duration.ofSeconds(31));
    Case item = bot.caseOf(event);
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.changes()).containsExactly("mend bolt", "mend latch");
    bot.handle(bot.request(Requests.UNDO, Map.of("case", item.id(), "by", "bob")));
    assertThat(bot.cloud.box("b").faults()).containsExactly("bolt", "latch");
  }

  @Test
  void theLastCallWasMadeAndOnlyItsEndIsMissing() {
    bot.cloud.put("b", Box.with("bolt", "latch"));
    bot.cloud.failAfter("mend latch", new OutOfMemoryError("killed"));
    JsonNode event = bot.changed("b");
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(OutOfMemoryError.class);
    bot.later(Duration.ofSeconds(31));
    Case item = bot.caseOf(event);
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(item.steps()).extracting(Step::progress).containsOnly(Step.Progress.DONE);
    assertThat(bot.store.standing(item.resource()).of(item.control()).mended()).hasSize(1);
    assertThat(bot.store.end(item.origin().happening()).orElseThrow().cases())
        .containsExactly(item.id());
    bot.handle(bot.request(Requests.UNDO, Map.of("case", item.id(), "by", "bob")));
    assertThat(bot.again(item).state()).isEqualTo(CaseState.UNDONE);
  }

  @Test
  void whatSomebodyElseFinishedIsNotUndoneAsOurs() {
    JsonNode event = killed("mend bolt");
    bot.cloud.put("b", Box.with());
    bot.later(Duration.ofSeconds(31));
    Case item = bot.caseOf(event);
    assertThat(item.steps())
        .extracting(Step::progress)
        .containsExactly(Step.Progress.DONE, Step.Progress.SKIPPED);
  }

  @Test
  void aTakeOverNeverDoesWhatNowNeedsADecision() {
    JsonNode event = killed("mend latch");
    bot.policyIs("{\"mode\":\"approve\"}");
    bot.later(Duration.ofSeconds(31));
    var end = bot.handle(event);
    assertThat(end.cases()).hasSize(2);
    assertThat(bot.cloud.changes()).containsExactly("mend bolt");
    Case half = bot.store.find(end.cases().get(0)).orElseThrow();
    assertThat(half.state()).isEqualTo(CaseState.FAILED);
    assertThat(half.reason()).contains("stopped in the middle").contains("mode: approve");
    assertThat(bot.store.find(end.cases().get(1)).orElseThrow().state())
        .isEqualTo(CaseState.AWAITING_APPROVAL);
  }

  @Test
  void aTakeOverFinishesWhatPeopleApproved() {
    bot.policyIs("{\"mode\":\"approve\"}");
    bot.cloud.put("b", Box.with("bolt", "latch"));
    Case asked = bot.decide(bot.caseOf(bot.changed("b")), "bob", true);
    bot.cloud.fail("mend latch", new OutOfMemoryError("killed"));
    JsonNode decision = bot.request(Requests.DECISION, Map.of("case", asked.id()));
    assertThatThrownBy(() -> bot.handle(decision)).isInstanceOf(OutOfMemoryError.class);
    bot.later(Duration.ofSeconds(31));
    bot.handle(decision);
    assertThat(bot.again(asked).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void aTakeOverInAFreezeAsks() {
    JsonNode event = killed("mend latch");
    bot.later(Duration.ofSeconds(31));
    bot.store.freezeBy("carol");
    Case item = bot.caseOf(event);
    assertThat(item.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(item.reason()).isEqualTo("a freeze is in force");
    assertThat(item.lease()).isNull();
    assertThat(bot.cloud.changes()).containsExactly("mend bolt");
  }

  @Test
  void aTakeOverBehindABacklogAsks() {
    JsonNode event = killed("mend latch");
    bot.later(Duration.ofSeconds(31));
    bot.store.backlog(0);
    assertThat(bot.caseOf(event).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
  }

  @Test
  void aFaultThatPassesFreesTheCaseAtOnce() {
    bot.cloud.put("b", Box.with("bolt", "latch"));
    bot.cloud.fail("mend latch", FakeCloud.fault(GatewayException.Kind.RETRY));
    JsonNode event = bot.changed("b");
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(RetryLaterException.class);
    assertThat(only().lease()).isNull();
    Case item = bot.caseOf(event);
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.changes()).containsExactly("mend bolt", "mend latch");
  }

  @Test
  void aReadThatFailsAfterwardsIsTriedAgain() {
    bot.cloud.put("b", Box.with("open"));
    bot.cloud.beforeCall(ref -> bot.cloud.unreadable(FakeCloud.fault(GatewayException.Kind.RETRY)));
    JsonNode event = bot.changed("b");
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(RetryLaterException.class);
    assertThat(only().lease()).isNull();
    bot.cloud.unreadable(null);
    assertThat(bot.caseOf(event).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.changes()).containsExactly("mend open");
  }

  @Test
  void waitsForTheCloudAndGoesOn() {
    bot.cloud.put("b", Box.with("full", "lid"));
    Case waiting = bot.caseOf(bot.changed("b"));
    assertThat(waiting.state()).isEqualTo(CaseState.WAITING);
    assertThat(waiting.lease()).isNull();
    assertThat(bot.wakeups)
        .containsExactly(new Bot.Wakeup(bot.now().plusSeconds(10), Requests.RESUME, waiting.id()));
    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.RESUME, waiting.id());
    assertThat(bot.again(waiting).state()).isEqualTo(CaseState.WAITING);
    assertThat(bot.wakeups).hasSize(2);

    bot.cloud.settle("b");
    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.RESUME, waiting.id());
    assertThat(bot.again(waiting).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.changes()).containsExactly("stop full", "mend lid");
    assertThat(bot.cloud.box("b").faults()).isEmpty();
  }

  @Test
  void anEventThatMeetsAWaitingCaseJoinsIt() {
    bot.cloud.put("b", Box.with("awake"));
    Case waiting = bot.caseOf(bot.changed("b"));
    for (int i = 0; i < 5; i++) {
      assertThat(bot.caseOf(bot.changed("b")).id()).isEqualTo(waiting.id());
    }
    assertThat(bot.wakeups).hasSize(1);
    assertThat(bot.again(waiting).resumes()).isEqualTo(1);
    bot.cloud.settle("b");
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void aWakeUpTwiceIsOne() {
    bot.cloud.put("b", Box.with("awake"));
    Case waiting = bot.caseOf(bot.changed("b"));
    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.RESUME, waiting.id());
    bot.request(Requests.RESUME, waiting.id());
    assertThat(bot.again(waiting).resumes()).isEqualTo(2);
  }

  @Test
  void aCloudThatNeverFinishesIsTold() {
    bot.cloud.put("b", Box.with("awake"));
    Case waiting = bot.caseOf(bot.changed("b"));
    for (int i = 0; i < 90; i++) {
      bot.later(Duration.ofSeconds(10));
      bot.request(Requests.RESUME, waiting.id());
    }
    assertThat(bot.again(waiting).state()).isEqualTo(CaseState.FAILED);
    assertThat(bot.again(waiting).reason())
        .isEqualTo("looked 90 times, and still: AWS is changing the resource");
  }

  @Test
  void aWaitingCaseInAFreezeSaysSo() {
    bot.cloud.put("b", Box.with("full", "lid"));
    Case waiting = bot.caseOf(bot.changed("b"));
    bot.cloud.settle("b");
    bot.store.freezeBy("carol");
    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.RESUME, waiting.id());
    assertThat(bot.again(waiting).state()).isEqualTo(CaseState.WAITING);
    assertThat(bot.again(waiting).reason()).isEqualTo("a freeze is in force");
    assertThat(bot.cloud.changes()).containsExactly("stop full");
  }
}
