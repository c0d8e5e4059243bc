package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of an event: enforced, ticketed, observed, contained, ignored. */
class EventsTest {

  private final Bot bot = new Bot();

  @Test
  void mendsProvesAndRecords() {
    bot.cloud.put("b", Box.with("bolt", "latch"));
    List<CaseState> beforeCalls = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    bot.cloud.beforeCall(ref -> {
      Case written = bot.store.cases().getFirst();
      beforeCalls.add(written.state());
      done.add(written.steps().stream().filter(s -> s.progress() == Step.Progress.DONE).count());
    });

    Case item = bot.caseOf(bot.changed("b"));

    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(item.control()).isEqualTo("Box.Locked");
    assertThat(bot.cloud.box("b").faults()).isEmpty();
    assertThat(bot.cloud.calls())
        .extracting(FakeCloud.Called::access)
        .containsOnly(Access.REMEDIATE);
    assertThat(beforeCalls).containsExactly(CaseState.APPLYING, CaseState.APPLYING);
    assertThat(done).containsExactly(0L, 1L);
    assertThat(item.lease()).isNull();
    assertThat(item.origin().person()).isEqualTo("alice");
    assertThat(item.state().concernsPeople()).isFalse();
    assertThat(bot.store.end(item.origin().happening()).orElseThrow().cases())
        .containsExactly(item.id());
  }

  @Test
  void anEventOfTwoFindingsEndsInBothCases() {
    bot.cloud.put("b", Box.with("open", "keys"));
    EventEnd end = bot.handle(bot.changed("b"));
    assertThat(end.cases()).hasSize(2);
    assertThat(bot.store.end(end.happening()).orElseThrow().cases())
        .containsExactlyInAnyOrderElementsOf(end.cases());
    assertThat(bot.store.cases())
        .extracting(Case::state)
        .containsExactlyInAnyOrder(CaseState.VERIFIED, CaseState.AWAITING_APPROVAL);
  }

  @Test
  void theSameEventAgainKeepsItsCase() {
    bot.cloud.put("b", Box.with("open"));
    var event = bot.changed("b");
    Case item = bot.caseOf(event);
    EventEnd second = bot.handle(event);
    assertThat(second.cases()).isEmpty();
    assertThat(bot.store.end(second.happening()).orElseThrow().cases()).containsExactly(item.id());
    assertThat(bot.cloud.changes()).containsExactly("mend open");
  }

  @Test
  void observesWherePolicySaysSo() {
    bot.policyIs("{}");
    bot.cloud.put("b", Box.with("open"));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.OBSERVED);
    assertThat(bot.caseOf(bot.changed("b"))).isEqualTo(item);
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void ticketsWhatItMayNotChange() {
    bot.cloud.put("b", Box.with("tilted"));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.TICKETED);
    assertThat(item.proposal().steps()).isEqualTo("lift it");
    assertThat(item.state().concernsPeople()).isTrue();
    assertThat(bot.caseOf(bot.changed("b"))).isEqualTo(item);
  }

  @Test
  void containsAndKeepsOneCaseUntilItIsRecreated() {
    bot.cloud.put("b", Box.with("window", "light"));
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.CONTAINED);
    assertThat(bot.caseOf(bot.changed("b"))).isEqualTo(item);
    assertThat(bot.cloud.changes()).containsExactly("mend light");
  }

  @Test
  void neverChangesWhatIsUntouchable() {
    var event = bot.changed("x");
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.at("/detail/requestParameters"))
        .removeAll();
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.at("/detail/requestParameters"))
        .put("role", "AWSReservedSSO_Admin_1234");
    bot.cloud.put(
        Boxes.ROLE.ref(Boxes.ACCOUNT, Boxes.REGION, "AWSReservedSSO_Admin_1234"), Box.with("open"));
    Case item = bot.caseOf(event);
    assertThat(item.state()).isEqualTo(CaseState.TICKETED);
    assertThat(item.reason()).contains("never changed").contains("AWSReservedSSO_*");
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void leavesAloneWhatIsNoAiWorkload() {
    bot.cloud.put("b", Box.with("open").tagged(Map.of("team", "web")));
    EventEnd end = bot.handle(bot.changed("b"));
    assertThat(end.cases()).isEmpty();
    assertThat(bot.cloud.calls()).isEmpty();
    bot.policyIs("{\"mode\":\"enforce\",\"scope\":{\"act\":\"all\"}}");
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void aSecondLookAtWhatLeftTheScopeClosesItsCase() {
    bot.cloud.put("b", Box.with("keys"));
    Case asked = bot.caseOf(bot.changed("b"));
    bot.cloud.put("b", bot.cloud.box("b").tagged(Map.of()));
    bot.handle(bot.changed("b"));
    assertThat(bot.again(asked).state()).isEqualTo(CaseState.STALE);
    assertThat(bot.again(asked).reason()).contains("not part of an AI workload");
  }

  @Test
  void whatHoldsAgainClosesItsCase() {
    bot.cloud.put("b", Box.with("keys"));
    Case asked = bot.caseOf(bot.changed("b"));
    bot.cloud.put("b", Box.with());
    bot.handle(bot.changed("b"));
    assertThat(bot.again(asked).state()).isEqualTo(CaseState.STALE);
    bot.cloud.put("b", Box.with("keys"));
    Case second = bot.caseOf(bot.changed("b"));
    bot.cloud.remove("b");
    bot.handle(bot.changed("b"));
    assertThat(bot.again(second).state()).isEqualTo(CaseState.GONE);
  }

  @Test
  void whatIsNotReadableYetComesAgainUntilItIsGone() {
    var event = bot.call("CreateBox", "late", Bot.ALICE, "");
    assertThatThrownBy(() -> bot.handle(event, 1)).isInstanceOf(RetryLaterException.class);
    assertThatThrownBy(() -> bot.handle(event, 2)).isInstanceOf(RetryLaterException.class);
    assertThat(bot.handle(event, 3).reason()).contains("does not exist any more");
  }

  @Test
  void oneUnreachableBoxDoesNotHideTheOthers() {
    bot.cloud.put("b", Box.with("open"));
    bot.cloud.put("c", Box.with("open"));
    bot.cloud.fail("mend open", FakeCloud.fault(GatewayException.Kind.RETRY));
    var event = bot.changed("b");
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.at("/detail/requestParameters"))
        .putArray("boxes")
        .add("c");
    assertThatThrownBy(() -> bot.handle(event)).isInstanceOf(RetryLaterException.class);
    assertThat(bot.cloud.calls()).extracting(FakeCloud.Called::box).containsExactly("c");
    EventEnd end = bot.handle(event, 2);
    assertThat(bot.store.end(end.happening()).orElseThrow().cases()).hasSize(2);
    assertThat(bot.store.cases()).extracting(Case::state).containsOnly(CaseState.VERIFIED);
  }

  @Test
  void aPartialPlanIsMendedAndItsRestAskedFor() {
    bot.cloud.put("b", Box.with("side", "attic"));
    EventEnd end = bot.handle(bot.changed("b"));
    assertThat(end.cases()).hasSize(2);
    List<Case> cases = end.cases().stream().map(id -> bot.store.find(id).orElseThrow()).toList();
    assertThat(cases.get(0).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(cases.get(1).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(cases.get(1).decision().because()).contains("somebody may live there");
    assertThat(bot.cloud.box("b").faults()).containsExactly("attic");
    assertThat(bot.store.end(end.happening()).orElseThrow().cases())
        .containsExactlyElementsOf(end.cases());
  }

  @Test
  void hubSourcesAreBelievedFromTheHubOnly() {
    bot.cloud.put("b", Box.with("keys"));
    Case asked = bot.decide(bot.caseOf(bot.changed("b")), "bob", true);
    for (String source :
        List.of(
            PalisadeEvents.REQUEST,
            PalisadeEvents.REPLAY,
            PalisadeEvents.SCHEDULE,
            PalisadeEvents.SCOPE)) {
      var detail = bot.request(Requests.DECISION, Map.of("case", asked.id())).get("detail");
      EventEnd end = bot.handle(bot.event(source, Requests.DECISION, Boxes.ACCOUNT, detail));
      assertThat(end.reason()).isEqualTo(source + " is accepted from the hub account only");
    }
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void aReplayIsJudgedLikeItsEventWhereTheAccountIsGoverned() {
    bot.cloud.put("b", Box.with("open"));
    var replay = Map.of("event", bot.changed("b"));
    var elsewhere =
        Map.of(
            "event",
            ((com.fasterxml.jackson.databind.node.ObjectNode) bot.changed("b"))
                .put("account", "444455556666"));
    var detail = dev.palisade.core.plan.Codec.plain();
    EventEnd refused =
        bot.handle(bot.event(PalisadeEvents.REPLAY, "any", Bot.HUB, detail.valueToTree(elsewhere)));
    assertThat(refused.reason()).contains("444455556666 is not governed");
    assertThat(
            bot.caseOf(bot.event(PalisadeEvents.REPLAY, "any", Bot.HUB, detail.valueToTree(replay)))
                .state())
        .isEqualTo(CaseState.VERIFIED);
  }
}
