package dev.palisade.cli.report;

import dev.palisade.cli.report.Figures.Point;
import dev.palisade.cli.report.Report.Bar;
import dev.palisade.cli.report.Report.Part;
import dev.palisade.cli.report.Report.Posture;
import dev.palisade.cli.report.Report.Stack;
import dev.palisade.cli.report.Report.Timeline;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report's charts as numbers: what is drawn how long. */
final class Charts {

  private Charts() {}

  /** All that were seen, and those that stand at the end. */
  static Posture posture(List<Case> seen) {
    Map<Severity, Integer> before = bySeverity(seen);
    Map<Severity, Integer> after =
        bySeverity(seen.stream().filter(item -> !Findings.isMended(item.state())).toList());
    long contained = seen.stream().filter(item -> item.state() == CaseState.CONTAINED).count();
    int most = Math.max(1, total(before));
    return new Posture(
        stack("Before", before, most),
        stack("After", after, most),
        "%s before; %s after%s"
            .formatted(
                Words.of(before),
                Words.of(after),
                contained == 0 ? "" : ", of which contained: " + contained));
  }

  /** How many stood at the end of each step. */
  static Timeline timeline(Figures figures) {
    List<Point> points = figures.posture();
    Point highest = points.stream().reduce((a, b) -> b.total() > a.total() ? b : a).orElseThrow();
    int top = top(highest.total());
    Period.Step step = figures.period().step();
    return new Timeline(
        step.name().toLowerCase(Locale.ROOT),
        top,
        points.stream()
            .skip(1)
            .map(point -> stack(Words.column(point.at(), step), point.standing(), top))
            .toList(),
        "When the period began, %s stood; %d at most; at its end, %s"
            .formatted(
                Words.of(points.getFirst().standing()),
                highest.total(),
                Words.of(points.getLast().standing())));
  }

  /** Cases by state, those that occur, the most frequent first. */
  static List<Bar> states(Figures figures) {
    int most = figures.states().values().stream().max(Integer::compare).orElse(1);
    return figures.states().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted((a, b) -> b.getValue() - a.getValue())
        .map(entry ->
            new Bar(
                Words.of(entry.getKey()),
                entry.getValue(),
                size(entry.getValue(), most),
                Words.tone(entry.getKey())))
        .toList();
  }

  /** A part of a whole as a size of 1. */
  static String size(long part, long whole) {
    return String.format(Locale.ROOT, "%.4f", (double) part / Math.max(1, whole));
  }

  /** The next of 4, 8, 20, 40, 80, 200 and so on: each quarter of the scale is a whole number. */
  static int top(int most) {
    int power = 1;
    while (true) {
      for (int step : new int[] {4, 8, 20}) {
        if (most <= step * power) {
          return step * power;
        }
      }
      power *= 10;
    }
  }

  private static Stack stack(String label, Map<Severity, Integer> counts, int most) {
    return new Stack(
        label,
        total(counts),
        List.of(Severity.values()).reversed().stream()
            .map(severity ->
                new Part(
                    severity,
                    counts.getOrDefault(severity, 0),
                    size(counts.getOrDefault(severity, 0), most)))
            .toList());
  }

  private static Map<Severity, Integer> bySeverity(List<Case> cases) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    cases.forEach(item -> counts.merge(item.severity(), 1, Integer::sum));
    return counts;
  }

  private static int total(Map<Severity, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
