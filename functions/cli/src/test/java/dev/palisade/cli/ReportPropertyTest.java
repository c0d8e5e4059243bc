package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.report.Figures;
import dev.palisade.cli.report.Figures.Outcome;
import dev.palisade.cli.report.Period;
import dev.palisade.cli.report.Reporter;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every report, whatever happened: cases go on at random, as states allow. */
class ReportPropertyTest {

  private static final Instant START = Instant.parse("2026-05-10T00:00:00Z");
  private static final Case REAL = real();

  private static Case real() {
    try {
      return new Bench().awaiting(Files.createTempDirectory("palisade"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Case> cases(long seed, int count) {
    Random random = new Random(seed);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = START.plusSeconds(random.nextInt(400_000));
      Severity severity = Severity.values()[random.nextInt(4)];
      String control = random.nextBoolean() ? "S3.PublicAccess" : "S3.Encryption";
      Past past =
          Past.opened(REAL, "c-" + i, control, "b" + random.nextInt(5), severity, at.toString());
      for (int j = random.nextInt(5); j > 0; j--) {
        List<CaseState> next = List.copyOf(past.item().state().next());
        if (next.isEmpty()) {
          break;
        }
        at = at.plusSeconds(random.nextInt(100_000));
        past = past.then(next.get(random.nextInt(next.size())), at.toString());
      }
      cases.add(past.item());
    }
    return cases;
  }

  private static Figures figures(List<Case> cases, int since, int length) {
    Instant from = START.plusSeconds(since);
    return new Reporter(cases, new Period(from, from.plusSeconds(length)), List.of()).figures();
  }

  @Property(tries = 300)
  void thePartsAddUp(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int count,
      @ForAll @IntRange(max = 500_000) int since,
      @ForAll @IntRange(max = 500_000) int length) {
    List<Case> cases = cases(seed, count);
    Figures figures = figures(cases, since, length);
    Outcome all = figures.findings();
    assertThat(all.seen()).isEqualTo(all.mended() + all.standing());
    assertThat(figures.posture().getFirst().total()).isEqualTo(all.before());
    assertThat(figures.posture().getLast().total()).isEqualTo(all.standing());
    assertThat(figures.posture())
        .allSatisfy(point -> assertThat(point.total()).isBetween(0, all.seen()));
    assertThat(figures.left().stream().mapToInt(Figures.Left::count).sum())
        .isEqualTo(all.standing());
    assertThat(figures.controls().stream().mapToInt(one -> one.findings().seen()).sum())
        .isEqualTo(all.seen());
    assertThat(figures.mend().all().count())
        .isEqualTo(figures.mend().alone().count() + figures.mend().approved().count());
    Stream<String> findings =
        cases.stream().map(item -> item.control() + item.resource().arn()).distinct();
    assertThat(all.seen()).isLessThanOrEqualTo((int) findings.count());
  }

  @Property(tries = 200)
  void whatStandsAtTheEndOfAPeriodStandsAtTheBeginningOfTheNext(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int count,
      @ForAll @IntRange(max = 300_000) int since,
      @ForAll @IntRange(max = 300_000) int length) {
    List<Case> cases = cases(seed, count);
    Figures first = figures(cases, since, length);
    Figures next = figures(cases, since + length, length);
    assertThat(next.findings().before()).isEqualTo(first.findings().standing());
    assertThat(next.posture().getFirst().standing())
        .isEqualTo(first.posture().getLast().standing());
  }

  @Property(tries = 200)
  void theOrderOfTheCasesDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 15) int count) {
    List<Case> cases = cases(seed, count);
    assertThat(figures(cases.reversed(), 100_000, 200_000))
        .isEqualTo(figures(cases, 100_000, 200_000));
  }
}
