package dev.palisade.cli.bench;

import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells the calls for a case apart by when its function was at which stage of it: finding it,
 * applying it, and looking at the events that followed, those of its own changes above all. The
 * audit log's objects belong to what they keep, though another function writes them.
 */
final class CaseCalls {

  private final Case item;
  private final int others;
  private final List<Invocation> seen;
  private final List<Invocation> audited;

  /**
   * The calls for an ended case.
   *
   * @param others how many other buckets the account had
   * @param seen invocations since shortly before, when nothing was going on
   */
  CaseCalls(Case item, int others, List<Invocation> seen) {
    this.item = item;
    this.others = others;
    this.seen = seen.stream().filter(one -> one.domain().equals(item.domain())).toList();
    this.audited = seen.stream().filter(one -> one.writesAudit()).toList();
  }

  /** The figures, in the order things happened. */
  List<Calls> rows() {
    Instant end = item.updatedAt();
    Instant begun = applied().orElse(end);
    List<Calls> rows = new ArrayList<>();
    List<Invocation> fix = seen(one -> one.overlaps(begun, end));
    List<Invocation> asks =
        seen(one -> one.overlaps(item.openedAt(), item.openedAt()) && !fix.contains(one));
    if (!asks.isEmpty()) {
      rows.add(calls(Calls.ASKS, asks).with(audit(one -> one.last().isBefore(begun))));
    }
    rows.add(calls(Calls.FIX, fix).with(audit(one -> !one.last().isBefore(begun))));
    rows.add(calls(Calls.AFTER, seen(one -> one.first().isAfter(end) && !fix.contains(one))));
    return rows;
  }

  private Optional<Instant> applied() {
    return item.trail().stream()
        .filter(entry -> entry.stage().equals(CaseState.APPLYING.name()))
        .map(AuditEntry::at)
        .findFirst();
  }

  private List<Invocation> seen(Predicate<Invocation> which) {
    return seen.stream().filter(which).toList();
  }

  private Map<String, Integer> audit(Predicate<Invocation> which) {
    int objects = audited.stream().filter(which).mapToInt(one -> one.count(Invocation.AUDIT)).sum();
    return objects == 0 ? Map.of() : Map.of(Invocation.AUDIT, objects);
  }

  private Calls calls(String situation, List<Invocation> invocations) {
    return Calls.of(item.control(), situation, others, invocations);
  }
}
