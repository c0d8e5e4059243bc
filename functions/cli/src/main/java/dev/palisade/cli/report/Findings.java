package dev.palisade.cli.report;

import dev.palisade.cli.report.Report.Bar;
import dev.palisade.cli.report.Report.Posture;
import dev.palisade.cli.report.Report.Segment;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Findings, one per control and resource however many cases it had; the latest case says how it
 * stands.
 *
 * @param latest the latest case of each
 */
record Findings(List<Case> latest) {

  private static final int FULL = 1000;

  static Findings of(List<Case> cases) {
    Map<String, Case> latest = new LinkedHashMap<>();
    cases.stream()
        .sorted(Comparator.comparing(Case::openedAt))
        .forEach(item -> latest.put(item.control() + " " + item.resource().arn(), item));
    return new Findings(List.copyOf(latest.values()));
  }

  /** Whether the control holds by now, or there is nothing left that it could judge. */
  static boolean isMended(Case item) {
    return switch (item.state()) {
      case VERIFIED, STALE, GONE -> true;
      case PLANNED,
          AWAITING_APPROVAL,
          APPLYING,
          WAITING,
          CONTAINED,
          TICKETED,
          OBSERVED,
          EXEMPT,
          DENIED,
          EXPIRED,
          UNDONE,
          FAILED ->
          false;
    };
  }

  int found() {
    return latest.size();
  }

  int contained() {
    return (int) latest.stream().filter(item -> item.state() == CaseState.CONTAINED).count();
  }

  int standing() {
    return (int) latest.stream().filter(item -> !isMended(item)).count() - contained();
  }

  /** Before: all of them. Now: those not mended; what is contained stands until it is recreated. */
  Posture posture() {
    Bar before = bar(item -> true);
    Bar after = bar(item -> !isMended(item));
    String contained = contained() == 0 ? "" : ", of which contained: " + contained();
    return new Posture(
        before, after, words(before) + " before; " + words(after) + " now" + contained);
  }

  private Bar bar(Predicate<Case> counted) {
    List<Segment> segments = new ArrayList<>();
    int x = 0;
    for (Severity severity : List.of(Severity.values()).reversed()) {
      int count =
          (int) latest.stream().filter(counted).filter(c -> c.severity() == severity).count();
      if (count > 0) {
        int width = count * FULL / Math.max(1, latest.size());
        segments.add(new Segment(severity, count, x, width));
        x += width;
      }
    }
    return new Bar(segments.stream().mapToInt(Segment::count).sum(), segments);
  }

  private static String words(Bar bar) {
    if (bar.total() == 0) {
      return "no findings";
    }
    List<String> parts = new ArrayList<>();
    bar.segments()
        .forEach(
            one -> parts.add(one.count() + " " + one.severity().name().toLowerCase(Locale.ROOT)));
    return bar.total() + " findings (" + String.join(", ", parts) + ")";
  }
}
