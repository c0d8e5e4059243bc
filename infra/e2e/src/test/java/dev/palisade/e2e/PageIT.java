package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.surface.ApprovalPage;
import dev.palisade.cli.surface.Browser.Shown;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** People sign in by OpenID Connect and decide on the page, at its function URL. */
@WithLocalSystem
class PageIT {

  private static final String MAYA = "u-maya";
  private static final String NOOR = "u-noor";

  /** In no approver group. */
  private static final String CAROL = "u-carol";

  private final LocalSystem system;
  private final Questions questions;

  PageIT(LocalSystem system) {
    this.system = system;
    this.questions = new Questions(system);
  }

  @Test
  void whoIsSignedInSeesTheCaseAndApprovesIt() {
    OpenGroup group = questions.opened("e2e-page-yes", "page-ana");
    Case asked = questions.asked(group);
    ApprovalPage page = signedIn(NOOR);
    Shown shown = page.open("/cases/" + asked.id());
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.html()).contains("12345", "page-ana", "Approve the plan");

    Shown done = page.decide(shown, "approve", "not meant for the public");

    assertThat(done.status()).isEqualTo(200);
    Case end = questions.ended(asked);
    assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(end.approvals())
        .extracting(Approval::person, Approval::by)
        .singleElement()
        .asString()
        .contains("noor@example.com", "the page", NOOR);
    assertThat(group.ports()).isEmpty();
    assertThat(page.open("/cases/" + asked.id()).html()).doesNotContain("Approve the plan");
  }

  @Test
  void aNoLeavesEverything() {
    OpenGroup group = questions.opened("e2e-page-no", "page-ben");
    Case asked = questions.asked(group);

    assertThat(signedIn(MAYA).decide(asked.id(), "deny", "meant").status()).isEqualTo(200);

    assertThat(questions.ended(asked).state()).isEqualTo(CaseState.DENIED);
    assertThat(group.ports()).containsExactly(12345);
  }

  @Test
  void whoIsNotSignedInOrSentNoFormOfTheirsChangesNothing() {
    OpenGroup group = questions.opened("e2e-page-forged", "page-cal");
    Case asked = questions.asked(group);
    Shown form = signedIn(NOOR).open("/cases/" + asked.id());

    ApprovalPage stranger = system.page();
    assertThat(stranger.open("/cases/" + asked.id()).status()).isEqualTo(401);
    assertThat(stranger.send(form, "approve", "x", form.hidden("csrf")).status()).isEqualTo(401);
    assertThat(signedIn(NOOR).send(form, "approve", "x", form.hidden("csrf")).status())
        .as("a token of another session")
        .isEqualTo(403);
    Shown guest = system.page().signIn("u-guest");
    assertThat(guest.status()).isEqualTo(403);
    assertThat(guest.html()).contains("has not verified");

    assertThat(questions.now(asked)).isEqualTo(asked);
    assertThat(group.ports()).containsExactly(12345);
  }

  @Test
  void whoMayNotDecideIsToldWhyAndNoted() {
    OpenGroup group = questions.opened("e2e-page-viewer", "page-dan");
    Case asked = questions.asked(group);
    Instant since = Instant.now();
    Shown form = signedIn(NOOR).open("/cases/" + asked.id());

    ApprovalPage carol = signedIn(CAROL);
    Shown seen = carol.open("/cases/" + asked.id());
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.html()).doesNotContain("name=\"answer\"");
    String token = carol.open("/cases").hidden("csrf");
    Shown refused = carol.send(form, "approve", "x", token);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.html()).contains("policy");
    assertThat(questions.refusals(since))
        .anyMatch(
            entry -> entry.about().equals(asked.id()) && entry.by().contains("carol@example.com"));
    assertThat(questions.now(asked)).isEqualTo(asked);
    assertThat(group.ports()).containsExactly(12345);
  }

  @Test
  void aPlanThatIsStaleByNowIsNotApproved() {
    OpenGroup group = questions.opened("e2e-page-stale", "page-fay");
    Case asked = questions.asked(group);
    ApprovalPage page = signedIn(NOOR);
    Shown old = page.open("/cases/" + asked.id());
    questions.openedAgain(group, "page-gus", 12346);
    assertThat(questions.ended(asked).state()).isEqualTo(CaseState.STALE);

    assertThat(page.decide(old, "approve", "seen").status()).isEqualTo(403);

    assertThat(group.ports()).containsExactly(12345, 12346);
    assertThat(page.decide(questions.asked(group).id(), "approve", "seen").status()).isEqualTo(200);
  }

  private ApprovalPage signedIn(String subject) {
    ApprovalPage page = system.page();
    assertThat(page.signIn(subject).status()).isEqualTo(200);
    return page;
  }
}
