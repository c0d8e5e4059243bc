package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.demo.Gap;
import dev.palisade.cli.demo.Outcome;
import dev.palisade.cli.demo.Play;
import dev.palisade.cli.demo.Surface;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.policy.Verdict;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's watch: who approves what, and when a gap ended as declared. */
class PlayTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final Target NOWHERE = new Target(null, null, null, null, null, null);
  private static final Gap GAP =
      new Gap(
          "open",
          "S3.PublicAccess",
          "Somebody opens the training data",
          Bench.OPEN,
          Verdict.APPROVE,
          CaseState.VERIFIED);

  private final Bench bench = new Bench();
  private final StringWriter said = new StringWriter();
  private List<Surface> surfaces = List.of();
  private boolean usedAll;

  @TempDir private Path folder;

  @Test
  void approvesWhatAsksAndSeesItToTheEnd() {
    Case item = bench.awaiting(folder);
    bench.onSend = () -> applied(item.id());
    Outcome outcome = played(true, GAP);
    assertThat(outcome.isAsDeclared()).isTrue();
    assertThat(bench.cases.cases.get(item.id()).approvals().getFirst().person())
        .isEqualTo("Sam Sec");
    assertThat(said.toString()).contains("opened").contains("asks").contains("verified");
  }

  @Test
  void whatIsNotApprovedDoesNotEndAsDeclared() {
    bench.awaiting(folder);
    Outcome outcome = played(false, GAP);
    assertThat(outcome.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(outcome.isAsDeclared()).isFalse();
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void theFirstThatAsksIsApprovedElsewhereOnceItShowsThere() {
    Case item = bench.awaiting(folder);
    int[] looks = {0};
    surfaces =
        List.of(
            new Surface() {
              @Override
              public boolean shows(Case shown) {
                return ++looks[0] > 2;
              }

              @Override
              public void approve(Case shown) {
                bench.cases.put(
                    shown
                        .to(CaseState.APPLYING, "approved", "palisade", NOW)
                        .to(CaseState.VERIFIED, "it holds", "palisade", NOW));
              }
            });

    assertThat(played(true, GAP).isAsDeclared()).isTrue();
    assertThat(looks[0]).isEqualTo(3);
    assertThat(usedAll).isTrue();
    assertThat(bench.cases.cases.get(item.id()).approvals()).isEmpty();
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void whereNothingAsksTheSurfacesAreLeftOver() {
    bench.awaiting(folder);
    surfaces = List.of(new Never());

    played(false, GAP);
    assertThat(usedAll).isFalse();
  }

  private static final class Never implements Surface {
    @Override
    public boolean shows(Case item) {
      return false;
    }

    @Override
    public void approve(Case item) {
      throw new AssertionError("it is never shown");
    }
  }

  @Test
  void anotherDecisionIsNotAsDeclared() {
    Case item = bench.awaiting(folder);
    bench.onSend = () -> applied(item.id());
    Gap enforced =
        new Gap(
            "open",
            GAP.control(),
            GAP.title(),
            GAP.resource(),
            Verdict.ENFORCE,
            CaseState.VERIFIED);
    assertThat(played(true, enforced).isAsDeclared()).isFalse();
  }

  @Test
  void aGapThatNobodySawIsSaidSo() {
    Outcome outcome = played(true, GAP);
    assertThat(outcome.id()).isNull();
    assertThat(outcome.reason()).contains("nobody saw it");
  }

  private void applied(String id) {
    Case approved = bench.cases.cases.get(id);
    bench.cases.put(
        approved
            .to(CaseState.APPLYING, "approved", "palisade", NOW)
            .to(CaseState.VERIFIED, "it holds", "palisade", NOW));
  }

  private Outcome played(boolean approve, Gap gap) {
    Console console =
        new Console(
            new PrintWriter(new StringWriter(), true),
            new PrintWriter(said, true),
            new StringReader(""),
            false);
    Play play = new Play(List.of(bench.desk(NOWHERE)), surfaces, console, item -> approve, NOW);
    play.opened(gap);
    play.until(bench.now.plus(Duration.ofSeconds(10)), () -> true);
    usedAll = play.usedAllSurfaces();
    return play.outcomes().getFirst();
  }
}
