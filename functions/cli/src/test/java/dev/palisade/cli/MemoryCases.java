package dev.palisade.cli;

import dev.palisade.cli.hub.Cases;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.policy.People;
import dev.palisade.core.ticket.FiledTicket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A case table in memory, with the rule that nobody approves what they caused. */
final class MemoryCases implements Cases {

  final Map<String, Case> cases = new LinkedHashMap<>();
  final Map<String, FiledTicket> tickets = new LinkedHashMap<>();
  final List<EventEnd> ends = new ArrayList<>();
  final Deque<Long> leases = new ArrayDeque<>();
  final List<Exemption> exemptions = new ArrayList<>();
  @Nullable Freeze freeze;

  void put(Case item) {
    cases.put(item.id(), item);
  }

  @Override
  public Optional<Case> find(String id) {
    return Optional.ofNullable(cases.get(id));
  }

  @Override
  public Optional<FiledTicket> ticket(String id) {
    return Optional.ofNullable(tickets.get(id));
  }

  @Override
  public List<Case> byState(CaseState state) {
    return all().stream().filter(item -> item.state() == state).toList();
  }

  @Override
  public List<Case> byResource(String arn) {
    return all().stream().filter(item -> item.resource().arn().equals(arn)).toList();
  }

  @Override
  public List<Case> all() {
    return List.copyOf(cases.values());
  }

  @Override
  public List<EventEnd> endings(String happening) {
    return ends.stream().filter(end -> end.happening().equals(happening)).toList();
  }

  Case decide(String id, Approval approval, People people) {
    Case item = find(id).orElseThrow();
    if (approval.yes() && item.origin().person().equals(approval.person())) {
      throw new IllegalStateException(approval.person() + " caused the change");
    }
    Case decided = item.decided(approval);
    put(decided);
    return decided;
  }

  @Override
  public Optional<Freeze> freeze() {
    return Optional.ofNullable(freeze);
  }

  Freeze freeze(String by, String reason) {
    Freeze placed = new Freeze(by, reason, Instant.parse("2026-11-25T10:00:00Z"));
    freeze = placed;
    return placed;
  }

  @Override
  public List<Exemption> exemptions() {
    return exemptions;
  }

  @Override
  public long leases() {
    return leases.isEmpty() ? 0 : leases.removeFirst();
  }
}
