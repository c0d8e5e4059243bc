package dev.palisade.cli.report;

import dev.palisade.cli.report.Figures.StandardFigures;
import dev.palisade.cli.report.Report.LeftLine;
import dev.palisade.cli.report.Report.Slow;
import dev.palisade.cli.report.Report.StandardLines;
import dev.palisade.cli.report.Report.Tile;
import dev.palisade.cli.report.Report.TimesLine;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.ControlSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Works out what a report says of cases in a period.
 *
 * @see Figures what each figure counts
 */
public final class Reporter {

  private static final int SLOWEST = 15;
  private static final int IN_FULL = 500;
  private static final Map<String, String> NAMES =
      Map.of(
          "securityhub", "AWS Security Hub CSPM",
          "prowler", "Prowler",
          "aisf", "AWS AI Security Framework",
          "owasp-llm", "OWASP Top 10 for LLM applications",
          "mitre-atlas", "MITRE ATLAS",
          "genai-lens", "AWS Generative AI Lens");

  private final Figuring figuring;
  private final Figures figures;
  private final List<Case> cases;

  /**
   * A reporter.
   *
   * @param all cases, also those from before and after the period
   * @param specs the controls, for the catalogues they map to
   */
  public Reporter(List<Case> all, Period period, Collection<ControlSpec> specs) {
    this.figuring = new Figuring(all, period, specs);
    this.figures = figuring.figures();
    this.cases =
        figuring.cases().stream()
            .sorted(
                Comparator.comparing(Case::severity, Comparator.reverseOrder())
                    .thenComparing(Case::control)
                    .thenComparing(Case::openedAt))
            .toList();
  }

  /** The figures. */
  public Figures figures() {
    return figures;
  }

  /** The cases that the period concerns, as they were at its end, most severe first. */
  public List<Case> cases() {
    return cases;
  }

  /** What the page shows. */
  public Report page(String title, Instant now) {
    return new Report(
        title,
        scope(),
        now,
        tiles(),
        Charts.posture(figuring.ends()),
        Charts.timeline(figures),
        Charts.states(figures),
        times(),
        slowest(),
        left(),
        figures.resources(),
        figures.actors(),
        figures.controls(),
        figures.standards().stream().map(Reporter::lines).toList(),
        cases.stream().limit(IN_FULL).map(CaseView::of).toList(),
        Math.max(0, cases.size() - IN_FULL));
  }

  private String scope() {
    String time =
        "from %s to %s"
            .formatted(Words.of(figures.period().since()), Words.of(figures.period().until()));
    if (cases.isEmpty()) {
      return "No cases, " + time + ".";
    }
    List<String> accounts =
        cases.stream().map(item -> item.resource().account()).distinct().sorted().toList();
    return "%s in %s %s, %s."
        .formatted(
            Words.count(cases.size(), "case"),
            accounts.size() == 1 ? "account" : "accounts",
            String.join(", ", accounts),
            time);
  }

  private List<Tile> tiles() {
    Map<Boolean, Long> verified =
        cases.stream()
            .filter(item -> item.state() == CaseState.VERIFIED)
            .collect(
                Collectors.partitioningBy(
                    item -> item.approvals().isEmpty(), Collectors.counting()));
    Figures.Outcome outcome = figures.findings();
    return List.of(
        new Tile(
            String.valueOf(outcome.seen()),
            "gaps seen",
            outcome.before() == 0
                ? "control and resource, once each"
                : "of which %d stood before".formatted(outcome.before())),
        new Tile(
            String.valueOf(verified.get(true)), "mended by itself", "applied, then read again"),
        new Tile(
            String.valueOf(verified.get(false)),
            "mended with a yes",
            "applied after people approved"),
        new Tile(
            String.valueOf(outcome.contained()), "contained", "until the resource is recreated"),
        new Tile(String.valueOf(outcome.left()), "still stand", "wait for a person, or were left"),
        new Tile(
            Words.of(figures.mend().alone().median()),
            "median, event to proof",
            "of what was mended by itself"));
  }

  private List<TimesLine> times() {
    return List.of(
        line("Event to proof, all", figures.mend().all()),
        line("Event to proof, by itself", figures.mend().alone()),
        line("Event to proof, after people approved", figures.mend().approved()),
        line("Question to the last yes", figures.approve()));
  }

  private static TimesLine line(String what, Figures.Spread spread) {
    return new TimesLine(what, spread.count(), Words.of(spread.mean()), Words.of(spread.median()));
  }

  private List<Slow> slowest() {
    List<Case> slow =
        figuring
            .mended()
            .sorted(Comparator.comparing(Reporter::toMend).reversed())
            .limit(SLOWEST)
            .toList();
    long longest = slow.isEmpty() ? 1 : toMend(slow.getFirst()).toMillis();
    return slow.stream()
        .map(item ->
            new Slow(
                item.id(),
                item.control(),
                Words.of(toMend(item)),
                Charts.size(toMend(item).toMillis(), longest),
                !item.approvals().isEmpty()))
        .toList();
  }

  private static Duration toMend(Case item) {
    return Moments.toMend(item).orElse(Duration.ZERO);
  }

  private List<LeftLine> left() {
    int most = figures.left().stream().mapToInt(Figures.Left::count).max().orElse(1);
    return figures.left().stream()
        .map(one ->
            new LeftLine(
                one.why().words(), one.count(), Charts.size(one.count(), most), one.reasons()))
        .toList();
  }

  private static StandardLines lines(StandardFigures standard) {
    List<Figures.Requirement> lines =
        standard.requirements().stream().filter(one -> one.findings().seen() > 0).toList();
    return new StandardLines(
        NAMES.getOrDefault(standard.standard(), standard.standard()),
        lines,
        standard.requirements().size() - lines.size());
  }
}
