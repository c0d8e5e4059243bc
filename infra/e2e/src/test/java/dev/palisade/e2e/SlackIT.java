package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.surface.SlackWorkspace;
import dev.palisade.cli.surface.SlackWorkspace.Sent;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People decide in Slack, by signed requests to the ingress's address. */
@WithLocalSystem
class SlackIT {

  private static final String MAYA = "U0MAYA";
  private static final String NOOR = "U0NOOR";

  private final LocalSystem system;
  private final SlackWorkspace slack;
  private final Questions questions;

  SlackIT(LocalSystem system) {
    this.system = system;
    this.slack = system.slack();
    this.questions = new Questions(system);
  }

  @Test
  void aSignedYesIsAppliedUnderTheDomainsRole() {
    OpenGroup group = questions.opened("e2e-slack-yes", "slack-ana");
    Case asked = questions.asked(group);
    assertThat(shown(asked)).contains("12345", "slack-ana", "Approve");
    String revoke = "palisade-network ec2:RevokeSecurityGroupIngress";
    long before = system.calls(LocalSystem.OTHER).getOrDefault(revoke, 0L);

    Sent press = slack.press(MAYA, SlackWorkspace.APPROVE, asked.id());

    assertThat(press.status()).isEqualTo(200);
    Case end = questions.ended(asked);
    assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(end.approvals())
        .extracting(Approval::person, Approval::by)
        .singleElement()
        .asString()
        .contains("maya@example.com", "Slack", MAYA);
    assertThat(group.ports()).isEmpty();
    assertThat(system.calls(LocalSystem.OTHER).getOrDefault(revoke, 0L)).isEqualTo(before + 1);
    Await.until(
        "the message to offer no approval any more",
        Await.PATIENCE,
        () ->
            slack.message(asked.id(), SlackWorkspace.APPROVE).isEmpty()
                ? Optional.of(true)
                : Optional.empty());
  }

  @Test
  void aNoLeavesEverything() {
    OpenGroup group = questions.opened("e2e-slack-no", "slack-ben");
    Case asked = questions.asked(group);
    shown(asked);

    assertThat(slack.press(NOOR, SlackWorkspace.DENY, asked.id()).status()).isEqualTo(200);

    assertThat(questions.ended(asked).state()).isEqualTo(CaseState.DENIED);
    assertThat(group.ports()).containsExactly(12345);
  }

  @Test
  void twiceInSlackAndOnThePageAtOnceIsAppliedOnce() {
    OpenGroup group = questions.opened("e2e-slack-twice", "slack-eva");
    Case asked = questions.asked(group);
    shown(asked);
    var page = system.page();
    page.signIn("u-noor");
    var form = page.open("/cases/" + asked.id());

    CompletableFuture.allOf(
            Stream.<Runnable>of(
                    () -> slack.press(MAYA, SlackWorkspace.APPROVE, asked.id()),
                    () -> slack.press(MAYA, SlackWorkspace.APPROVE, asked.id()),
                    () -> page.decide(form, "approve", "seen"))
                .map(CompletableFuture::runAsync)
                .toArray(CompletableFuture[]::new))
        .join();

    Case end = questions.ended(asked);
    assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(end.trail()).filteredOn(entry -> entry.stage().equals("APPLYING")).hasSize(1);
    assertThat(group.ports()).isEmpty();
  }

  @Test
  void aChangeWhileWaitingIsPlannedAndAskedAnew() {
    OpenGroup group = questions.opened("e2e-slack-stale", "slack-fay");
    Case asked = questions.asked(group);
    shown(asked);
    questions.openedAgain(group, "slack-gus", 12346);
    assertThat(questions.ended(asked).state()).isEqualTo(CaseState.STALE);

    slack.forged(
        Forgeries.press(NOOR)
            .put("value", asked.id() + " " + asked.proposal().hash())
            .put("ts", "1.1"));
    Case anew = questions.asked(group);
    assertThat(anew.id()).isNotEqualTo(asked.id());
    assertThat(shown(anew)).contains("12345", "12346");
    assertThat(group.ports()).containsExactly(12345, 12346);
    assertThat(slack.press(MAYA, SlackWorkspace.APPROVE, anew.id()).status()).isEqualTo(200);

    assertThat(questions.ended(anew).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(questions.now(asked).state()).isEqualTo(CaseState.STALE);
    assertThat(group.ports()).isEmpty();
  }

  /** The message of a case, once it is there. */
  private String shown(Case item) {
    return Await.until(
        "the message of " + item.id(),
        Await.PATIENCE,
        () -> slack.message(item.id(), SlackWorkspace.APPROVE));
  }
}
