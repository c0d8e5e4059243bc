package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.plan.GatewayException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Undo: by a person, by the clock, and when it is refused. */
class UndoTest {

  private final Bot bot = new Bot();

  private Case mended(String... faults) {
    bot.cloud.put("b", Box.with(faults));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    return item;
  }

  private Case undo(Case item, boolean force) {
    bot.handle(bot.request(Requests.UNDO, Map.of("case", item.id(), "by", "bob", "force", force)));
    return bot.again(item);
  }

  @Test
  void putsBackWhatWasBeforeLastFirstUnderTheRestoreRole() {
    Case item = mended("bolt", "latch");
    Case undone = undo(item, false);
    assertThat(undone.state()).isEqualTo(CaseState.UNDONE);
    assertThat(undone.trail().getLast().by()).isEqualTo("bob");
    assertThat(bot.cloud.calls().subList(2, 4))
        .containsExactly(
            new FakeCloud.Called(Access.RESTORE, "b", "break latch"),
            new FakeCloud.Called(Access.RESTORE, "b", "break bolt"));
    assertThat(bot.store.find(undone.id())).contains(undone);
  }

  @Test
  void theNextEventDoesNotMendItAgainUntilTheHoldIsOver() {
    Case item = undo(mended("open"), false);
    Case exempt = bot.caseOf(bot.changed("b"));
    assertThat(exempt.state()).isEqualTo(CaseState.EXEMPT);
    assertThat(exempt.reason()).contains("by bob").contains(item.id());
    assertThat(bot.cloud.box("b").faults()).containsExactly("open");
    bot.later(Duration.ofHours(24));
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void goesOnWhenTheCloudHasFinishedWhatTheLastStepBegan() {
    bot.cloud.put("b", Box.with("draught", "fan"));
    Case item = bot.caseOf(bot.changed("b"));
    bot.cloud.settle("b");
    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.RESUME, item.id());
    Case mended = bot.again(item);
    assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);

    Case waiting = undo(mended, false);
    assertThat(waiting.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(waiting.lease()).isNull();
    assertThat(bot.cloud.changes()).endsWith("rouse fan");
    assertThat(bot.wakeups.getLast().request()).isEqualTo(Requests.UNDO_ON);

    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.UNDO_ON, item.id());
    assertThat(bot.cloud.changes()).as("still changing").endsWith("rouse fan");

    bot.cloud.settle("b");
    bot.later(Duration.ofSeconds(10));
    bot.request(Requests.UNDO_ON, item.id());
    Case undone = bot.again(item);
    assertThat(undone.state()).isEqualTo(CaseState.UNDONE);
    assertThat(undone.trail().getLast().by()).isEqualTo("bob");
    assertThat(bot.cloud.changes()).endsWith("rouse fan", "break draught");
    assertThat(bot.cloud.box("b").faults()).containsExactly("draught", "fan");
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.EXEMPT);
  }

  @Test
  void isRefusedWhereTheBoxChangedSince() {
    Case item = mended("open");
    bot.cloud.put("b", Box.with("tilted"));
    Case refused = undo(item, false);
    assertThat(refused.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(refused.reason()).contains("has changed since: faults is");
    assertThat(bot.cloud.box("b").faults()).containsExactly("tilted");
    assertThat(undo(item, true).state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.cloud.box("b").faults()).containsExactly("open", "tilted");
  }

  @Test
  void doesNotMindWhatTheFixNeverTouched() {
    Case item = mended("open");
    bot.cloud.put("b", bot.cloud.box("b").tagged(Map.of("team", "blue")));
    assertThat(undo(item, false).state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.cloud.box("b").tags()).containsEntry("team", "blue");
  }

  @Test
  void isRefusedWhereAChangeIsIrreversible() {
    bot.cloud.put("b", Box.with("keys"));
    Case asked = bot.caseOf(bot.changed("b"));
    bot.decide(asked, "bob", true);
    bot.decide(asked, "carol", true);
    bot.request(Requests.DECISION, asked.id());
    Case refused = undo(asked, false);
    assertThat(refused.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(refused.reason()).contains("a change can't be undone");
    assertThat(bot.cloud.changes()).containsExactly("wipe keys");
  }

  @Test
  void isRefusedWhereNothingWasDone() {
    bot.cloud.fail("mend open", FakeCloud.fault(GatewayException.Kind.DENIED));
    bot.cloud.put("b", Box.with("open"));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(undo(item, true).reason()).contains("nothing was changed");
    bot.policyIs("{}");
    bot.cloud.put("c", Box.with("open"));
    Case observed = bot.caseOf(bot.changed("c"));
    undo(observed, true);
    assertThat(bot.again(observed)).isEqualTo(observed);
    assertThat(bot.alarms).singleElement().asString().contains("has nothing to undo");
  }

  @Test
  void isRefusedInAFreeze() {
    Case item = mended("open");
    bot.store.freezeBy("carol");
    assertThat(undo(item, false).reason()).isEqualTo("undo refused: a freeze is in force");
    assertThat(bot.cloud.changes()).containsExactly("mend open");
  }

  @Test
  void twiceIsOnce() {
    Case item = mended("open");
    undo(item, false);
    assertThat(undo(item, false).state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.alarms).isEmpty();
    assertThat(bot.cloud.changes()).containsExactly("mend open", "break open");
  }

  @Test
  void goesOnWhereItWasKilled() {
    Case item = mended("bolt", "latch");
    bot.cloud.failAfter("break latch", new OutOfMemoryError("killed"));
    assertThatThrownBy(() -> undo(item, false)).isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> undo(item, false)).isInstanceOf(RetryLaterException.class);
    bot.later(Duration.ofSeconds(31));
    assertThat(undo(item, false).state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.cloud.box("b").faults()).containsExactly("bolt", "latch");
  }

  @Test
  void aFaultThatPassesIsTriedAgain() {
    Case item = mended("bolt", "latch");
    bot.cloud.fail("break bolt", FakeCloud.fault(GatewayException.Kind.RETRY));
    assertThatThrownBy(() -> undo(item, false)).isInstanceOf(RetryLaterException.class);
    assertThat(undo(item, false).state()).isEqualTo(CaseState.UNDONE);
  }

  @Test
  void anUndoThatPutNothingBackHoldsNothing() {
    Case item = mended("open");
    bot.cloud.fail("break open", FakeCloud.fault(GatewayException.Kind.DENIED));
    assertThat(undo(item, false).reason()).contains("undo stopped").contains("DENIED");
    bot.cloud.put("b", Box.with("open"));
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void anOldCasesUndoDoesNotHideTheOpenOne() {
    Case old = mended("side");
    bot.cloud.put("b", Box.with("attic"));
    Case open = bot.caseOf(bot.changed("b"));
    assertThat(open.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    undo(old, false);
    undo(old, true);
    assertThat(bot.store.standing(open.resource()).of(open.control()).caseId())
        .isEqualTo(open.id());
  }

  @Test
  void theClockLiftsWhatHasItsTime() {
    Case item = mended("intruder");
    assertThat(bot.wakeups)
        .containsExactly(
            new Bot.Wakeup(bot.now().plus(Duration.ofHours(1)), Requests.LIFT, item.id()));
    bot.later(Duration.ofHours(1));
    bot.cloud.put("b", Box.with("tilted"));
    bot.request(Requests.LIFT, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.cloud.calls().getLast())
        .isEqualTo(new FakeCloud.Called(Access.RESTORE, "b", "break intruder"));
    assertThat(bot.store.standing(item.resource()).of(item.control()).hold()).isNull();
  }

  @Test
  void aLiftWaitsForTheEndOfAFreeze() {
    Case item = mended("intruder");
    bot.store.freezeBy("carol");
    bot.later(Duration.ofHours(1));
    bot.request(Requests.LIFT, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.wakeups.getLast().request()).isEqualTo(Requests.LIFT);
    assertThat(bot.wakeups.getLast().time()).isAfter(bot.now());
  }

  @Test
  void aLiftOfWhatAPersonUndidIsNoAlarm() {
    Case item = undo(mended("intruder"), false);
    bot.request(Requests.LIFT, item.id());
    assertThat(bot.again(item)).isEqualTo(item);
    assertThat(bot.alarms).isEmpty();
  }
}
