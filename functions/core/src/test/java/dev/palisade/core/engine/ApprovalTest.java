package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People decide: enough of them, in time, on the plan they saw. */
class ApprovalTest {

  private final Bot bot = new Bot();

  private Case asked(String... faults) {
    bot.cloud.put("b", Box.with(faults));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(bot.cloud.calls()).isEmpty();
    return item;
  }

  @Test
  void whatCannotBeUndoneNeedsTwoDifferentPeople() {
    Case item = asked("keys");
    assertThat(item.approvalsNeeded()).isEqualTo(2);
    bot.decide(item, "bob", true);
    bot.request(Requests.DECISION, item.id());
    bot.decide(item, "bob", true);
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.cloud.calls()).isEmpty();
    bot.decide(item, "carol", true);
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.changes()).containsExactly("wipe keys");
  }

  @Test
  void oneIsEnoughWhereTheActorIsKnown() {
    Case item = asked("attic");
    assertThat(item.approvalsNeeded()).isEqualTo(1);
    bot.decide(item, "bob", true);
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void anActorWhoMapsToNobodyTakesTwo() {
    bot.cloud.put("b", Box.with("attic"));
    Case item = bot.caseOf(bot.call("ChangeBox", "b", Bot.STRANGER, ""));
    assertThat(item.origin().person()).isEmpty();
    assertThat(item.approvalsNeeded()).isEqualTo(2);
  }

  @Test
  void anApprovalIsForOnePlan() {
    bot.policyIs("{\"mode\":\"approve\"}");
    Case item = asked("latch");
    bot.decide(item, "bob", true);
    bot.cloud.put("b", Box.with("latch", "bolt"));
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.STALE);
    assertThat(bot.cloud.calls()).isEmpty();
    Case next =
        bot.store.cases().stream()
            .filter(one -> one.state() == CaseState.AWAITING_APPROVAL)
            .findFirst()
            .orElseThrow();
    assertThat(next.steps()).hasSize(2);
    assertThat(next.approvals()).isEmpty();
  }

  @Test
  void anApprovalIsUsedOnce() {
    Case item = asked("attic");
    bot.decide(item, "bob", true);
    bot.request(Requests.DECISION, item.id());
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.cloud.changes()).containsExactly("mend attic");
    bot.cloud.put("b", Box.with("attic"));
    Case second = bot.caseOf(bot.changed("b"));
    assertThat(second.id()).isNotEqualTo(item.id());
    assertThat(second.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
  }

  @Test
  void anEventAppliesWhatWasApprovedWhereTheDecisionsMessageWasLost() {
    Case item = asked("attic");
    bot.decide(item, "bob", true);
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void nothingIsLeftToMend() {
    Case item = asked("attic");
    bot.decide(item, "bob", true);
    bot.cloud.put("b", Box.with());
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.STALE);
  }

  @Test
  void aNoEndsTheCaseAndIsAudited() {
    Case item = asked("attic");
    Case denied = bot.decide(item, "bob", false);
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.DENIED);
    assertThat(bot.audited).contains(denied);
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void nobodyDecidesInTime() {
    Case item = asked("attic");
    assertThat(bot.wakeups)
        .containsExactly(
            new Bot.Wakeup(bot.now().plus(Duration.ofHours(24)), Requests.EXPIRE, item.id()));
    bot.later(Duration.ofHours(24));
    bot.request(Requests.EXPIRE, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.EXPIRED);
    assertThat(bot.again(item).reason()).contains("24 hours");
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
  }

  @Test
  void whatWasDecidedDoesNotExpire() {
    Case item = asked("attic");
    bot.store.freezeBy("carol");
    bot.decide(item, "bob", true);
    bot.request(Requests.DECISION, item.id());
    bot.request(Requests.EXPIRE, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
  }

  @Test
  void whatWasApprovedInAFreezeIsAppliedAfterIt() {
    Case item = asked("attic");
    bot.store.freezeBy("carol");
    bot.decide(item, "bob", true);
    bot.request(Requests.DECISION, item.id());
    bot.handle(bot.changed("b"));
    assertThat(bot.cloud.calls()).isEmpty();
    List<Bot.Wakeup> again =
        bot.wakeups.stream().filter(one -> one.request().equals(Requests.DECISION)).toList();
    assertThat(again).isNotEmpty().allMatch(one -> one.equals(again.getFirst()));
    bot.store.freezeBy(null);
    bot.request(again.getFirst().request(), again.getFirst().caseId());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void aRequestWithoutItsCaseIsRefused() {
    assertThatThrownBy(() -> bot.request(Requests.DECISION, "c-none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("c-none");
  }
}
