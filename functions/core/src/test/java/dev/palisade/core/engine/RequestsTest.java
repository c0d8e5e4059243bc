package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.event.MalformedEventException;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.scope.AiScope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests of the hub: fixes by hand, sweeps, news of scope; and what is refused. */
class RequestsTest {

  private final Bot bot = new Bot();

  private EventEnd fix(Map<String, ?> detail) {
    return bot.handle(bot.request(Requests.FIX, detail));
  }

  private static Map<String, String> named(String box) {
    return Map.of(
        "resource", Boxes.ref(box).arn(), "account", Boxes.ACCOUNT, "region", Boxes.REGION);
  }

  @Test
  void aFixByHandIsAnybodysEventWithItsPerson() {
    bot.cloud.put("b", Box.with("open"));
    Map<String, String> detail = new java.util.HashMap<>(named("b"));
    detail.put("by", "bob");
    EventEnd end = fix(detail);
    Case item = bot.store.find(end.cases().getFirst()).orElseThrow();
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(item.origin().person()).isEqualTo("bob");
    assertThat(fix(detail).reason()).contains("nothing to do");
  }

  @Test
  void aFixOfOneControlLooksWithThatOneOnly() {
    bot.cloud.put("b", Box.with("open", "latch"));
    Map<String, String> detail = new java.util.HashMap<>(named("b"));
    detail.put("control", "Box.Locked");
    fix(detail);
    assertThat(bot.cloud.changes()).containsExactly("mend latch");
  }

  @Test
  void anAccountThatIsNotGovernedIsRefused() {
    Map<String, String> detail = new java.util.HashMap<>(named("b"));
    detail.put("account", "444455556666");
    assertThatThrownBy(() -> fix(detail)).hasMessageContaining("444455556666 is not governed");
    assertThatThrownBy(() ->
            bot.handle(
                bot.request(
                    Requests.SWEEP_PART,
                    Map.of("account", "444455556666", "region", Boxes.REGION))))
        .hasMessageContaining("not governed");
  }

  @Test
  void anotherDomainsResourceIsLeftToIt() {
    EventEnd end =
        fix(
            Map.of(
                "resource",
                "arn:aws:s3:::data",
                "type",
                "AWS::S3::Bucket",
                "account",
                Boxes.ACCOUNT,
                "region",
                Boxes.REGION));
    assertThat(end.reason()).contains("another domain looks after a AWS::S3::Bucket");
  }

  @Test
  void whatBecomesPartOfAnAiWorkloadIsJudgedAgain() {
    bot.cloud.put("b", Box.with("open").tagged(Map.of()));
    assertThat(bot.handle(bot.changed("b")).cases()).isEmpty();
    bot.store.scope(Boxes.ref("b"), AiScope.because("training input of job churn-42"));
    EventEnd end =
        bot.handle(
            bot.event(
                PalisadeEvents.SCOPE,
                Requests.SCOPE_CHANGE,
                Bot.HUB,
                Codec.plain().valueToTree(named("b"))));
    Case item = bot.store.find(end.cases().getFirst()).orElseThrow();
    assertThat(item.scope().why()).isEqualTo("training input of job churn-42");
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void aSweepSpreadsAndFindsWhatAnEventMissed() {
    bot.handle(bot.request(Requests.SWEEP, Map.of()));
    assertThat(bot.sent)
        .containsExactly(
            Map.of("account", Boxes.ACCOUNT, "region", Boxes.REGION),
            Map.of("account", Boxes.ACCOUNT, "region", "us-east-1"));
    bot.cloud.put("b", Box.with("open"));
    bot.cloud.put("c", Box.with());
    bot.sent.clear();
    bot.handle(
        bot.request(Requests.SWEEP_PART, Map.of("account", Boxes.ACCOUNT, "region", Boxes.REGION)));
    assertThat(bot.sent).hasSize(2);
    List.copyOf(bot.sent).forEach(this::fix);
    assertThat(bot.store.cases()).extracting(Case::state).containsExactly(CaseState.VERIFIED);
    assertThat(bot.store.standing(Boxes.ref("c")).baseline()).isNotNull();
  }

  @Test
  void aCanaryAndAnUnknownRequest() {
    assertThat(bot.handle(bot.request(PalisadeEvents.CANARY, Map.of())).reason())
        .contains("keeps the version warm");
    assertThatThrownBy(() -> bot.handle(bot.request("Palisade Dance", Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Palisade Dance");
  }

  @Test
  void whatIsNoEventIsMalformed() {
    assertThatThrownBy(() -> bot.handle(Codec.plain().createObjectNode()))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void anEventThatNobodyWaitsForIsIgnoredWithItsReason() {
    EventEnd end = bot.handle(bot.call("LookAtBox", "b", Bot.ALICE, ""));
    assertThat(end.reason()).isEqualTo("no control of this domain waits for it");
    assertThat(bot.store.end(end.happening())).contains(end);
  }

  @Test
  void aBoxOfAnotherAccountIsNotLookedAt() {
    EventEnd end =
        bot.handle(
            bot.call(
                "ChangeBox",
                Boxes.TYPE.ref("444455556666", Boxes.REGION, "b").arn(),
                Bot.ALICE,
                ""));
    assertThat(end.reason()).contains("belongs to another account");
  }

  @Test
  void aFaultOfTheReadGoesBackToTheQueueAsItIs() {
    bot.cloud.unreadable(FakeCloud.fault(GatewayException.Kind.UNREACHABLE));
    assertThatThrownBy(() -> bot.handle(bot.changed("b"))).isInstanceOf(GatewayException.class);
  }
}
