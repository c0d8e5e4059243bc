package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.plan.GatewayException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The brakes: freeze, limits, backlog, criticality, and changes that widen. */
class BrakesTest {

  private final Bot bot = new Bot();

  private Case first(String... faults) {
    bot.cloud.put("b", Box.with(faults));
    return bot.caseOf(bot.changed("b"));
  }

  @Test
  void aFreezeAsksAndWritesNothing() {
    bot.store.freezeBy("carol");
    Case item = first("open");
    assertThat(item.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(item.reason()).isEqualTo("a freeze is in force");
    assertThat(bot.cloud.calls()).isEmpty();
    bot.store.freezeBy(null);
    Case after = bot.caseOf(bot.changed("b"));
    assertThat(after.id()).isEqualTo(item.id());
    assertThat(after.state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void moreThanAnHourMayHaveIsAskedFor() {
    bot.policyIs("{\"mode\":\"enforce\",\"limits\":{\"writes-per-account-and-hour\":2}}");
    for (int i = 0; i < 3; i++) {
      bot.cloud.put("b" + i, Box.with("open"));
      bot.handle(bot.changed("b" + i));
    }
    assertThat(bot.cloud.calls()).hasSize(2);
    assertThat(bot.store.cases())
        .filteredOn(item -> item.state() == CaseState.AWAITING_APPROVAL)
        .extracting(Case::reason)
        .containsExactly("more changes in this account than an hour may have");
  }

  @Test
  void aControlsLimitIsItsOwn() {
    bot.policyIs("{\"mode\":\"enforce\",\"limits\":{\"writes-per-control-and-hour\":1}}");
    bot.cloud.put("b", Box.with("open", "latch"));
    bot.cloud.put("c", Box.with("open"));
    bot.handle(bot.changed("b"));
    assertThat(bot.store.cases()).extracting(Case::state).containsOnly(CaseState.VERIFIED);
    assertThat(bot.caseOf(bot.changed("c")).reason())
        .isEqualTo("more changes by this control than an hour may have");
  }

  @Test
  void aBacklogIsOnlyObserved() {
    bot.store.backlog(1);
    assertThat(first("open").state()).isEqualTo(CaseState.VERIFIED);
    bot.cloud.put("c", Box.with("open"));
    Case second = bot.caseOf(bot.changed("c"));
    assertThat(second.state()).isEqualTo(CaseState.OBSERVED);
    assertThat(second.reason()).contains("after a gap");
  }

  @Test
  void whatIsCriticalIsAskedFor() {
    bot.cloud.put(
        "b",
        Box.with("open").tagged(Map.of("palisade:workload", "x", "palisade:critical", "true")));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(item.decision().because()).containsExactly("the resource is tagged critical");
  }

  @Test
  void aFixNeverWidens() {
    Case item = first("seal");
    assertThat(item.state()).isEqualTo(CaseState.FAILED);
    assertThat(item.reason()).contains("widens access");
    assertThat(bot.cloud.calls()).isEmpty();
    assertThat(item.state().concernsPeople()).isTrue();
  }

  @Test
  void aRoleThatMayNotIsTold() {
    bot.cloud.fail("mend latch", FakeCloud.fault(GatewayException.Kind.DENIED));
    Case item = first("bolt", "latch");
    assertThat(item.state()).isEqualTo(CaseState.FAILED);
    assertThat(item.reason()).contains("DENIED").contains("1 earlier change(s) can be undone");
    assertThat(item.state().concernsPeople()).isTrue();
    bot.handle(bot.request(Requests.UNDO, Map.of("case", item.id(), "by", "bob")));
    assertThat(bot.again(item).state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.cloud.box("b").faults()).containsExactly("bolt", "latch");
  }

  @Test
  void aRoleThatMayNotEvenReadEndsTheCaseAllTheSame() {
    bot.cloud.put("b", Box.with("open"));
    bot.cloud.beforeCall(
        ref -> bot.cloud.unreadable(FakeCloud.fault(GatewayException.Kind.DENIED)));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.FAILED);
    assertThat(item.reason()).contains("DENIED");
  }

  @Test
  void whatIsDeletedInTheMiddleIsGone() {
    bot.cloud.put("b", Box.with("open"));
    bot.cloud.beforeCall(ref -> bot.cloud.remove("b"));
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.GONE);
  }

  @Test
  void whatDoesNotHoldAfterwardsFailed() {
    bot.cloud.deaf();
    Case item = first("open");
    assertThat(item.state()).isEqualTo(CaseState.FAILED);
    assertThat(item.reason()).contains("still finds").contains("open");
    assertThat(item.state().concernsPeople()).isTrue();
  }

  @Test
  void whoeverComesSecondComesAgain() {
    bot.cloud.put("b", Box.with("open"));
    var event = bot.changed("b");
    bot.store.contend(1);
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(RetryLaterException.class);
    assertThat(bot.cloud.calls()).isEmpty();
    assertThat(bot.caseOf(event).state()).isEqualTo(CaseState.VERIFIED);
  }
}
