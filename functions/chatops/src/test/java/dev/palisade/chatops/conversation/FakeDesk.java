package dev.palisade.chatops.conversation;

import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import dev.palisade.core.people.Role;
import dev.palisade.core.resource.ResourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The front desk by its promises: roles, self-approval and stale plans refused and noted. */
final class FakeDesk implements Desk {

  final Map<String, Case> cases = new ConcurrentHashMap<>();
  final List<Exemption> exemptions = new ArrayList<>();

  /** What was written, in order; stays empty where nothing may change. */
  final List<String> writes = new ArrayList<>();

  final List<String> refusals = new ArrayList<>();
  Freeze freeze;

  void put(Case item) {
    cases.put(item.id(), item);
  }

  @Override
  public Optional<Case> look(String caseId) {
    return Optional.ofNullable(cases.get(caseId));
  }

  @Override
  public Optional<Role> role(Person person) {
    return switch (person.id()) {
      case "ops-lead@example.com" -> Optional.of(Role.OPERATOR);
      case "alice@example.com", "carol@example.com" -> Optional.of(Role.APPROVER);
      default -> person.id().endsWith("@example.com") ? Optional.of(Role.VIEWER) : Optional.empty();
    };
  }

  private void must(Person person, Role role, String what) {
    if (role(person).filter(one -> one.compareTo(role) >= 0).isEmpty()) {
      throw no(person, what, person.id() + " may not " + what);
    }
  }

  private RefusedException no(Person person, String about, String reason) {
    refused(person.named(), about, reason);
    return new RefusedException(reason);
  }

  @Override
  public Case find(Person person, String caseId) {
    must(person, Role.VIEWER, "see cases");
    return look(caseId).orElseThrow(() -> no(person, caseId, "there is no case " + caseId));
  }

  @Override
  public List<Case> cases(Person person, CaseState state) {
    must(person, Role.VIEWER, "see cases");
    return cases.values().stream().filter(item -> item.state() == state).toList();
  }

  @Override
  public Case decide(Person person, String caseId, String planHash, boolean yes, String reason) {
    must(person, Role.APPROVER, "decide");
    Case item = find(person, caseId);
    if (item.state() != CaseState.AWAITING_APPROVAL) {
      throw no(person, caseId, caseId + " is " + item.state());
    }
    if (!item.proposal().hash().equals(planHash)) {
      throw no(person, caseId, caseId + " has another plan by now; look at it again");
    }
    if (yes && item.origin().person().equals(person.id())) {
      throw no(person, caseId, person.id() + " caused the change");
    }
    Case next =
        item.decided(new Approval(person.named(), person.id(), yes, planHash, reason, Samples.NOW));
    put(next);
    writes.add((yes ? "approve " : "deny ") + caseId + " " + person.id());
    return next;
  }

  @Override
  public String ticket(Person person, String caseId, String reason) {
    must(person, Role.APPROVER, "open a ticket");
    put(find(person, caseId).to(CaseState.TICKETED, reason, person.id(), Samples.NOW));
    return wrote("ticket " + caseId);
  }

  @Override
  public Exemption exempt(Person person, String caseId, String reason, Duration lasts) {
    must(person, Role.APPROVER, "exempt");
    Case item = find(person, caseId);
    if (lasts.compareTo(Duration.ofDays(30)) > 0) {
      throw no(person, caseId, "policy lets an exemption last 30 days at most");
    }
    Exemption exemption =
        new Exemption(
            "x-abcdefghij",
            new Match(item.resource().arn(), item.control(), "", ""),
            reason,
            person.id(),
            person.named(),
            Samples.NOW,
            Samples.NOW.plus(lasts),
            caseId,
            Samples.NOW);
    exemptions.add(exemption);
    wrote("exempt %s %s %s".formatted(caseId, lasts, reason));
    return exemption;
  }

  @Override
  public List<Exemption> exemptions(Person person) {
    must(person, Role.VIEWER, "see exemptions");
    return exemptions;
  }

  @Override
  public Exemption endExemption(Person person, String id, String reason) {
    must(person, Role.OPERATOR, "end an exemption");
    wrote("end " + id);
    return exemptions.getFirst();
  }

  @Override
  public Optional<Freeze> freeze() {
    return Optional.ofNullable(freeze);
  }

  @Override
  public Freeze freeze(Person person, String reason) {
    must(person, Role.OPERATOR, "freeze");
    freeze = new Freeze(person.named(), reason, Samples.NOW);
    wrote("freeze " + reason);
    return freeze;
  }

  @Override
  public int unfreeze(Person person) {
    must(person, Role.OPERATOR, "unfreeze");
    freeze = null;
    wrote("unfreeze");
    return 2;
  }

  @Override
  public String undo(Person person, String caseId, boolean force) {
    must(person, Role.OPERATOR, "undo");
    find(person, caseId);
    return wrote("undo " + caseId + (force ? " force" : ""));
  }

  @Override
  public List<Case> undoAll(Person person, Instant since) {
    must(person, Role.OPERATOR, "undo");
    wrote("undo all since " + since);
    return List.copyOf(cases.values());
  }

  @Override
  public String fix(Person person, String domain, ResourceRef ref, String control) {
    must(person, Role.OPERATOR, "start a fix");
    return wrote("fix %s %s %s %s".formatted(domain, ref.arn(), ref.account(), control).strip());
  }

  @Override
  public void refused(String who, String about, String reason) {
    refusals.add(who + ": " + reason);
  }

  private String wrote(String what) {
    writes.add(what);
    return "event-1";
  }
}
