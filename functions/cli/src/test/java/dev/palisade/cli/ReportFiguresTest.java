package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.cli.report.Figures;
import dev.palisade.cli.report.Figures.Left;
import dev.palisade.cli.report.Figures.Outcome;
import dev.palisade.cli.report.Figures.Point;
import dev.palisade.cli.report.Figures.Ranked;
import dev.palisade.cli.report.Figures.Requirement;
import dev.palisade.cli.report.Period;
import dev.palisade.cli.report.Reporter;
import dev.palisade.cli.report.Why;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.engine.CaseStore.Admission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of the report, on pasts that are written down. The period is two days of May. */
class ReportFiguresTest {

  private static final Period MAY =
      new Period(Instant.parse("2026-05-10T00:00:00Z"), Instant.parse("2026-05-12T00:00:00Z"));

  private final Bench bench = new Bench();
  private Case real;

  @BeforeEach
  void open(@TempDir Path folder) {
    real = bench.awaiting(folder);
  }

  private Past opened(String id, String bucket, String at) {
    return Past.opened(real, id, "S3.PublicAccess", bucket, Severity.HIGH, at);
  }

  private Figures figures(Past... pasts) {
    return reporter(pasts).figures();
  }

  private Reporter reporter(Past... pasts) {
    List<ControlSpec> specs =
        bench.domains().stream().flatMap(module -> module.domain().specs()).toList();
    return new Reporter(Stream.of(pasts).map(Past::item).toList(), MAY, specs);
  }

  /** Seen, stood before, mended, standing at the end, cases listed; then the times counted. */
  @ParameterizedTest(name = "opened {0}, {1} at {2}")
  @CsvSource({
    // opened, then, at, seen, before, mended, standing, cases, times
    "2026-05-09T23:59:59Z, VERIFIED, 2026-05-09T23:59:59.5Z, 0, 0, 0, 0, 0, 0",
    "2026-05-09T10:00:00Z, VERIFIED, 2026-05-10T00:00:00Z,   1, 1, 1, 0, 1, 1",
    "2026-05-09T10:00:00Z, VERIFIED, 2026-05-11T10:00:00Z,   1, 1, 1, 0, 1, 1",
    "2026-05-09T10:00:00Z, VERIFIED, 2026-05-12T00:00:00Z,   1, 1, 0, 1, 1, 0",
    "2026-05-09T10:00:00Z, VERIFIED, 2026-05-20T00:00:00Z,   1, 1, 0, 1, 1, 0",
    "2026-05-10T00:00:00Z, VERIFIED, 2026-05-10T00:00:01Z,   1, 0, 1, 0, 1, 1",
    "2026-05-11T23:59:59Z, VERIFIED, 2026-05-11T23:59:59.9Z, 1, 0, 1, 0, 1, 1",
    "2026-05-11T23:59:59Z, VERIFIED, 2026-05-12T00:00:00Z,   1, 0, 0, 1, 1, 0",
    "2026-05-12T00:00:00Z, VERIFIED, 2026-05-12T00:00:01Z,   0, 0, 0, 0, 0, 0",
    "2026-05-09T10:00:00Z, CONTAINED, 2026-05-10T10:00:00Z,  1, 1, 0, 1, 1, 1",
    "2026-05-10T10:00:00Z, FAILED, 2026-05-10T10:00:01Z,     1, 0, 0, 1, 1, 0"
  })
  void atThePeriodsBorders(
      String opened,
      CaseState then,
      String at,
      int seen,
      int before,
      int mended,
      int standing,
      int cases,
      int times) {
    Reporter reporter =
        reporter(opened("c-1", "b", opened).then(CaseState.APPLYING, opened).then(then, at));
    Outcome outcome = reporter.figures().findings();
    assertThat(outcome.seen()).as("seen").isEqualTo(seen);
    assertThat(outcome.before()).as("before").isEqualTo(before);
    assertThat(outcome.mended()).as("mended").isEqualTo(mended);
    assertThat(outcome.standing()).as("standing").isEqualTo(standing);
    assertThat(reporter.cases()).as("cases").hasSize(cases);
    assertThat(reporter.figures().mend().all().count()).as("times").isEqualTo(times);
  }

  @Test
  void postureIsWhatStandsAtTheEndOfEachStep() {
    Figures figures =
        figures(
            opened("c-1", "a", "2026-05-09T10:00:00Z")
                .then(CaseState.APPLYING, "2026-05-10T05:10:00Z")
                .then(CaseState.VERIFIED, "2026-05-10T05:30:00Z"),
            opened("c-2", "b", "2026-05-10T04:59:00Z")
                .then(CaseState.OBSERVED, "2026-05-10T04:59:00Z"));
    assertThat(figures.posture()).hasSize(49);
    assertThat(figures.posture().stream().limit(8).map(Point::total))
        .containsExactly(1, 1, 1, 1, 1, 2, 1, 1);
    assertThat(figures.posture().getLast().standing()).containsEntry(Severity.HIGH, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-10T00:00:30Z, 2026-05-10T00:03:00Z, MINUTE, 3",
    "2026-05-10T00:00:00Z, 2026-05-10T01:30:00Z, MINUTE, 90",
    "2026-05-10T00:30:00Z, 2026-05-10T03:00:00Z, HOUR, 3",
    "2026-05-10T12:00:00Z, 2026-05-20T12:00:00Z, DAY, 11",
    "2026-01-01T00:00:00Z, 2026-05-20T12:00:00Z, WEEK, 21",
    "2024-01-15T00:00:00Z, 2026-02-01T00:00:00Z, MONTH, 25",
    "2026-05-10T00:00:00Z, 2026-05-10T00:00:00Z, MINUTE, 1"
  })
  void stepsFitThePeriod(String since, String until, Period.Step step, int ends) {
    Period period = new Period(Instant.parse(since), Instant.parse(until));
    assertThat(period.step()).isEqualTo(step);
    assertThat(period.ends()).hasSize(ends).isSorted().endsWith(period.until());
  }

  @Test
  void aPeriodDoesNotEndBeforeItBegins() {
    assertThatThrownBy(() -> new Period(MAY.until(), MAY.since()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUndoneFindingStandsAgainAndItsTimeStillCounts() {
    Figures figures =
        figures(
            opened("c-1", "a", "2026-05-10T10:00:00Z")
                .then(CaseState.APPLYING, "2026-05-10T10:00:01Z")
                .then(CaseState.VERIFIED, "2026-05-10T10:00:04Z")
                .then(CaseState.UNDONE, "2026-05-11T10:00:00Z"));
    assertThat(figures.findings()).isEqualTo(new Outcome(0, 1, 0, 0, 1));
    assertThat(figures.mend().all().mean()).isEqualTo(Duration.ofSeconds(4));
    assertThat(figures.left()).extracting(Left::why).containsExactly(Why.UNDONE);
  }

  @Test
  void oneFindingWithTwoCasesCountsOnceAndItsCasesTwice() {
    Past first =
        opened("c-1", "a", "2026-05-10T10:00:00Z")
            .then(CaseState.APPLYING, "2026-05-10T10:00:00Z")
            .then(CaseState.VERIFIED, "2026-05-10T10:00:02Z");
    Past again =
        opened("c-2", "a", "2026-05-11T10:00:00Z")
            .then(CaseState.TICKETED, "2026-05-11T10:00:00Z", "change it at its source");
    Figures figures = figures(again, first);
    assertThat(figures.findings()).isEqualTo(new Outcome(0, 1, 0, 0, 1));
    assertThat(figures.states())
        .containsEntry(CaseState.VERIFIED, 1)
        .containsEntry(CaseState.TICKETED, 1)
        .containsEntry(CaseState.FAILED, 0)
        .hasSize(CaseState.values().length);
    assertThat(figures.resources()).containsExactly(new Ranked("arn:aws:s3:::a", 2, 1));
    assertThat(figures.left().getFirst().reasons()).containsExactly("change it at its source");
  }

  @Test
  void timeToApproveEndsWithTheLastYesThatWasNeeded() {
    Past two =
        opened("c-1", "a", "2026-05-10T10:00:00Z")
            .by("dora", 2)
            .then(CaseState.AWAITING_APPROVAL, "2026-05-10T10:00:00Z")
            .yes("ann", "2026-05-10T10:10:00Z")
            .yes("ann", "2026-05-10T10:15:00Z")
            .yes("bob", "2026-05-10T10:30:00Z")
            .then(CaseState.APPLYING, "2026-05-10T10:30:01Z")
            .then(CaseState.VERIFIED, "2026-05-10T10:31:00Z");
    Past one =
        opened("c-2", "b", "2026-05-10T11:00:00Z")
            .then(CaseState.AWAITING_APPROVAL, "2026-05-10T11:00:00Z")
            .yes("ann", "2026-05-10T11:10:00Z");
    Past half =
        opened("c-3", "c", "2026-05-10T12:00:00Z")
            .by("dora", 2)
            .then(CaseState.AWAITING_APPROVAL, "2026-05-10T12:00:00Z")
            .yes("ann", "2026-05-10T12:10:00Z");
    Past late =
        opened("c-4", "d", "2026-05-10T12:00:00Z")
            .then(CaseState.AWAITING_APPROVAL, "2026-05-10T12:00:00Z")
            .yes("ann", "2026-05-12T00:00:00Z");
    Figures figures = figures(two, one, half, late);
    assertThat(figures.approve())
        .isEqualTo(new Figures.Spread(2, Duration.ofMinutes(20), Duration.ofMinutes(20)));
    assertThat(figures.mend().approved().count()).isEqualTo(1);
    assertThat(figures.mend().alone().count()).isZero();
    assertThat(figures.left()).singleElement().extracting(Left::count).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1 3, 2, 2", "1 2 9, 4, 2", "4 1 2 9, 4, 3", "0 0 0 10, 2.5, 0"})
  void meanAndMedian(String seconds, double mean, double median) {
    Past[] pasts =
        Stream.of(seconds.split(" "))
            .map(text ->
                opened("c-" + text + System.nanoTime(), "b" + System.nanoTime(), at(0))
                    .then(CaseState.APPLYING, at(0))
                    .then(CaseState.VERIFIED, at(Integer.parseInt(text))))
            .toArray(Past[]::new);
    Figures.Spread spread = figures(pasts).mend().all();
    assertThat(spread.meanSeconds()).isEqualTo(mean);
    assertThat(spread.medianSeconds()).isEqualTo(median);
  }

  private static String at(int second) {
    return MAY.since().plusSeconds(second).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "AWAITING_APPROVAL, asks, WAITS",
    "PLANNED, '', UNDER_WAY",
    "TICKETED, the control never changes anything itself, TICKETED",
    "OBSERVED, policy only observes here, OBSERVED",
    "EXEMPT, by the exemption e-1, EXEMPTED"
  })
  void saysWhyAFindingIsLeft(CaseState state, String reason, Why why) {
    Past past = opened("c-1", "a", at(0));
    Figures figures = figures(state == CaseState.PLANNED ? past : past.then(state, at(1), reason));
    assertThat(figures.left()).extracting(Left::why).containsExactly(why);
  }

  @ParameterizedTest
  @CsvSource({"DENIED, DENIED", "EXPIRED, EXPIRED", "EXEMPT, EXEMPTED", "TICKETED, TICKETED"})
  void saysWhatEndedTheQuestion(CaseState state, Why why) {
    Past past =
        opened("c-1", "a", at(0)).then(CaseState.AWAITING_APPROVAL, at(1)).then(state, at(2));
    assertThat(figures(past).left()).extracting(Left::why).containsExactly(why);
  }

  @ParameterizedTest
  @CsvSource({
    "FROZEN, AWAITING_APPROVAL, FROZEN",
    "ACCOUNT_LIMIT, AWAITING_APPROVAL, BRAKED",
    "CONTROL_LIMIT, AWAITING_APPROVAL, BRAKED",
    "BACKLOG, OBSERVED, BRAKED"
  })
  void saysWhichBrakeStoppedIt(Admission admission, CaseState state, Why why) {
    Figures figures = figures(opened("c-1", "a", at(0)).then(state, at(1), admission.why()));
    assertThat(figures.left()).extracting(Left::why).containsExactly(why);
  }

  @Test
  void ranksActorsByPersonAndLeavesOutNobody() {
    Figures figures =
        figures(
            opened("c-1", "a", at(0)).by("dora", 1),
            opened("c-2", "b", at(0)).by("dora", 1),
            opened("c-3", "c", at(0)).by("carl", 1),
            opened("c-4", "d", at(0)),
            opened("c-5", "e", "2026-05-01T00:00:00Z").by("eve", 1));
    assertThat(figures.actors())
        .containsExactly(new Ranked("dora", 2, 2), new Ranked("carl", 1, 1));
    assertThat(figures.resources()).hasSize(4);
  }

  @Test
  void aControlsFindingsCountUnderEveryIdItMapsTo() {
    Figures figures =
        figures(
            opened("c-1", "a", at(0))
                .then(CaseState.APPLYING, at(1))
                .then(CaseState.VERIFIED, at(2)),
            opened("c-2", "b", at(0)).then(CaseState.TICKETED, at(2)));
    ControlSpec spec =
        bench.domains().stream()
            .flatMap(module -> module.domain().specs())
            .filter(one -> one.id().equals("S3.PublicAccess"))
            .findFirst()
            .orElseThrow();
    spec.standards()
        .forEach((standard, ids) -> {
          List<Requirement> requirements =
              figures.standards().stream()
                  .filter(one -> one.standard().equals(standard.key()))
                  .flatMap(one -> one.requirements().stream())
                  .filter(one -> ids.contains(one.id()))
                  .toList();
          assertThat(requirements)
              .hasSameSizeAs(ids)
              .allSatisfy(one -> {
                assertThat(one.controls()).contains("S3.PublicAccess");
                assertThat(one.findings()).isEqualTo(new Outcome(0, 2, 1, 0, 1));
              });
        });
    assertThat(spec.standards()).isNotEmpty();
  }

  @Test
  void anEmptyPeriodHasNoFigures() {
    Figures figures = figures();
    assertThat(figures.findings()).isEqualTo(new Outcome(0, 0, 0, 0, 0));
    assertThat(figures.mend().all()).isEqualTo(new Figures.Spread(0, null, null));
    assertThat(figures.left()).isEmpty();
    assertThat(figures.posture()).extracting(Point::total).containsOnly(0);
  }
}
