package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(bot.store.find(denied.id())).contains(denied);
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "leave,   attic, EXPIRED,  nothing is changed",
    "ticket,  attic, TICKETED, a ticket is opened",
    "enforce, attic, VERIFIED, ''",
    "enforce, keys,  TICKETED, it is of high risk",
  })
  void nobodyDecidesInTime(String then, String fault, CaseState end, String why) {
    String terms = "{\"remind\":\"1h\",\"expire\":\"3h\",\"then\":\"%s\"}".formatted(then);
    bot.policyIs(
        "{\"mode\":\"enforce\",\"approvals\":{\"critical\":%1$s,\"high\":%1$s,\"medium\":%1$s,\"low\":%1$s}}"
            .formatted(terms));
    Case item = asked(fault);
    Question question = item.question();
    assertThat(question).isNotNull();
    assertThat(question.remindAt()).isEqualTo(bot.now().plus(Duration.ofHours(1)));
    assertThat(question.deadline()).isEqualTo(bot.now().plus(Duration.ofHours(3)));
    bot.later(Duration.ofMinutes(179));
    bot.request(Requests.EXPIRE, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    bot.later(Duration.ofMinutes(1));
    bot.request(Requests.EXPIRE, item.id());
    assertThat(bot.again(item).state()).isEqualTo(end);
    assertThat(bot.again(item).reason()).contains(why);
    assertThat(bot.cloud.changes()).hasSize(end == CaseState.VERIFIED ? 1 : 0);
  }

  @Test
  void whatIsExemptedMeanwhileIsAskedNoMore() {
    Case item = asked("attic");
    bot.exempt(item, Duration.ofDays(1));
    bot.handle(bot.changed("b"));
    assertThat(bot.again(item).state()).isEqualTo(CaseState.EXEMPT);
    assertThat(bot.again(item).reason()).contains("exempt until", "by carol", "for the audit");
    bot.later(Duration.ofDays(1));
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void aFixByHandIsShownFirstAndMayBeConfirmedByWhoAsked() {
    bot.cloud.put("b", Box.with("latch"));
    Case item = bot.planned("b", "dave");
    assertThat(item.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(item.origin().person()).isEqualTo("dave");
    assertThat(item.isOwnWish()).isTrue();
    bot.decide(item, "dave", true);
    bot.request(Requests.DECISION, item.id());
    assertThat(bot.again(item).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void whatPolicyAsksForAnywayIsNobodysOwnWish() {
    bot.cloud.put("b", Box.with("attic"));
    assertThat(bot.planned("b", "dave").isOwnWish()).isFalse();
  }

  @Test
  void aQuestionMayEndWithATicket() {
    Case item = asked("attic");
    bot.ticket(item, "bob", "the owner will move it");
    assertThat(bot.again(item).state()).isEqualTo(CaseState.TICKETED);
    assertThat(bot.again(item).reason()).isEqualTo("bob: the owner will move it");
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
