package dev.palisade.chatops.conversation;

import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.audit.JournalEntry.Kind;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Role;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The front desk as deployed, with the two things that need no person: a case for a message, and
 * noting that somebody was refused who is none.
 */
record FrontDeskDoor(FrontDesk desk, CaseBook cases, PeopleBook people, InstantSource clock)
    implements Desk {

  @Override
  public Optional<Case> look(String caseId) {
    return cases.find(caseId);
  }

  @Override
  public Optional<Role> role(Person person) {
    return desk.role(person);
  }

  @Override
  public Case find(Person person, String caseId) {
    return desk.find(person, caseId);
  }

  @Override
  public List<Case> cases(Person person, CaseState state) {
    return desk.cases(person, state);
  }

  @Override
  public Case decide(Person person, String caseId, String planHash, boolean yes, String reason) {
    return desk.decide(person, caseId, planHash, yes, reason);
  }

  @Override
  public String ticket(Person person, String caseId, String reason) {
    return desk.ticket(person, caseId, reason);
  }

  @Override
  public Exemption exempt(Person person, String caseId, String reason, Duration lasts) {
    return desk.exemptions().forCase(person, caseId, reason, lasts);
  }

  @Override
  public List<Exemption> exemptions(Person person) {
    return desk.exemptions().all(person);
  }

  @Override
  public Exemption endExemption(Person person, String id, String reason) {
    return desk.exemptions().end(person, id, reason);
  }

  @Override
  public Optional<Freeze> freeze() {
    return desk.freeze();
  }

  @Override
  public Freeze freeze(Person person, String reason) {
    return desk.freeze(person, reason);
  }

  @Override
  public int unfreeze(Person person) {
    return desk.unfreeze(person);
  }

  @Override
  public String undo(Person person, String caseId, boolean force) {
    return desk.undo(person, caseId, force);
  }

  @Override
  public List<Case> undoAll(Person person, Instant since) {
    return desk.undoAll(person, since, false);
  }

  @Override
  public String fix(Person person, String domain, ResourceRef ref, String control) {
    return desk.fix(person, domain, ref, control, true);
  }

  @Override
  public void refused(String who, String about, String reason) {
    people.note(
        JournalEntry.of(
            UUID.randomUUID().toString(), clock.instant(), Kind.REFUSED, who, about, reason));
  }
}
