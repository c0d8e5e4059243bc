package dev.palisade.cli.report;

import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When what happened to a case, by its trail. */
final class Moments {

  private Moments() {}

  /** Where a case stood just before a time; empty where it was not opened yet. */
  static Optional<CaseState> stateBefore(Case item, Instant time) {
    if (!item.openedAt().isBefore(time)) {
      return Optional.empty();
    }
    return Optional.of(
        item.trail().stream()
            .filter(entry -> entry.at().isBefore(time))
            .reduce((first, second) -> second)
            .map(entry -> CaseState.valueOf(entry.stage()))
            .orElse(CaseState.PLANNED));
  }

  /**
   * A case as it was just before a time: state, reason, approvals and trail. Its ledger is as it is
   * today: it does not say what it was earlier.
   */
  static Case before(Case item, Instant time) {
    if (item.updatedAt().isBefore(time)
        && item.trail().stream().allMatch(entry -> entry.at().isBefore(time))) {
      return item;
    }
    List<AuditEntry> trail =
        item.trail().stream().filter(entry -> entry.at().isBefore(time)).toList();
    return new Case(
        item.id(),
        item.control(),
        item.title(),
        item.domain(),
        item.resource(),
        item.severity(),
        item.scope(),
        item.origin(),
        item.proposal(),
        item.decision(),
        item.approvalsNeeded(),
        item.question(),
        item.approvals().stream().filter(one -> one.at().isBefore(time)).toList(),
        item.steps(),
        item.before(),
        item.after(),
        stateBefore(item, time).orElse(CaseState.PLANNED),
        trail.isEmpty() ? "" : trail.getLast().note(),
        item.lease(),
        item.resumes(),
        item.openedAt(),
        trail.isEmpty() ? item.openedAt() : trail.getLast().at(),
        trail,
        item.version());
  }

  /** When it was first proven to be mended, or contained; an undo afterwards does not matter. */
  static Optional<Instant> mendedAt(Case item) {
    return first(item, CaseState.VERIFIED, CaseState.CONTAINED);
  }

  /** When people were first asked. */
  static Optional<Instant> askedAt(Case item) {
    return first(item, CaseState.AWAITING_APPROVAL);
  }

  /** When enough different people had approved the plan that the case has. */
  static Optional<Instant> approvedAt(Case item) {
    Set<String> people = new HashSet<>();
    return item.approvals().stream()
        .filter(one -> one.yes() && one.planHash().equals(item.proposal().hash()))
        .sorted(Comparator.comparing(Approval::at))
        .filter(one -> people.add(one.person()))
        .skip(Math.max(1, item.approvalsNeeded()) - 1L)
        .findFirst()
        .map(Approval::at);
  }

  /** From the event to the proof. */
  static Optional<Duration> toMend(Case item) {
    return mendedAt(item).map(at -> between(item.origin().at(), at));
  }

  /** From the question to the last yes that was needed. */
  static Optional<Duration> toApprove(Case item) {
    return askedAt(item)
        .flatMap(asked -> approvedAt(item).map(approved -> between(asked, approved)));
  }

  /** From the event to the first entry that ended the case, else to its last change. */
  static Duration took(Case item) {
    Instant end =
        item.trail().stream()
            .filter(entry -> !CaseState.valueOf(entry.stage()).isOpen())
            .map(AuditEntry::at)
            .findFirst()
            .orElse(item.updatedAt());
    return between(item.origin().at(), end);
  }

  private static Optional<Instant> first(Case item, CaseState... states) {
    Set<String> names = new HashSet<>();
    for (CaseState state : states) {
      names.add(state.name());
    }
    return item.trail().stream()
        .filter(entry -> names.contains(entry.stage()))
        .map(AuditEntry::at)
        .findFirst();
  }

  // Clocks of two services differ: a proof can seem to come before its event.
  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
