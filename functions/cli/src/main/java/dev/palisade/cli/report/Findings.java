package dev.palisade.cli.report;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Findings, one per control and resource however many cases it had. At any time the latest case
 * that was opened before says how the finding stands.
 *
 * @param cases of each finding, oldest first
 */
record Findings(Collection<List<Case>> cases) {

  static Findings of(List<Case> cases) {
    return new Findings(
        cases.stream()
            .sorted(Comparator.comparing(Case::openedAt))
            .collect(
                Collectors.groupingBy(
                    item -> item.control() + " " + item.resource().arn(),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values());
  }

  /** Whether the control holds by now, or there is nothing left that it could judge. */
  static boolean isMended(CaseState state) {
    return switch (state) {
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

  /** Those that stood at some time in a period. */
  Findings seenIn(Period period) {
    return new Findings(
        cases.stream()
            .filter(own ->
                isStanding(own, period.since())
                    || own.stream().anyMatch(item -> period.has(item.openedAt())))
            .toList());
  }

  /** The latest case of each just before a time, as it was then. */
  List<Case> latest(Instant time) {
    return cases.stream()
        .flatMap(own -> latest(own, time).stream())
        .map(item -> Moments.before(item, time))
        .toList();
  }

  /** The latest cases of those that stand just before a time. */
  List<Case> standing(Instant time) {
    return cases.stream()
        .filter(own -> isStanding(own, time))
        .flatMap(own -> latest(own, time).stream())
        .toList();
  }

  /** How many stand just before a time, by severity; none left out. */
  Map<Severity, Integer> standingBySeverity(Instant time) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0);
    }
    standing(time).forEach(item -> counts.merge(item.severity(), 1, Integer::sum));
    return counts;
  }

  private static boolean isStanding(List<Case> own, Instant time) {
    return latest(own, time)
        .flatMap(item -> Moments.stateBefore(item, time))
        .map(state -> !isMended(state))
        .orElse(false);
  }

  private static Optional<Case> latest(List<Case> own, Instant time) {
    return own.stream()
        .filter(item -> item.openedAt().isBefore(time))
        .reduce((first, second) -> second);
  }
}
