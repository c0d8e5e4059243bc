package dev.palisade.chatops.conversation;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Role;
import dev.palisade.core.resource.ResourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the conversation asks of the front desk. Who may do what is decided there, and what is
 * refused is noted there: each method throws {@code RefusedException} with a sentence for the
 * person.
 */
interface Desk {

  /** A case as it is now, for the messages that everybody in the channel sees. */
  Optional<Case> look(String caseId);

  /** What somebody may do at most. */
  Optional<Role> role(Person person);

  Case find(Person person, String caseId);

  List<Case> cases(Person person, CaseState state);

  Case decide(Person person, String caseId, String planHash, boolean yes, String reason);

  String ticket(Person person, String caseId, String reason);

  Exemption exempt(Person person, String caseId, String reason, Duration lasts);

  List<Exemption> exemptions(Person person);

  Exemption endExemption(Person person, String id, String reason);

  Optional<Freeze> freeze();

  Freeze freeze(Person person, String reason);

  /** Lifts the freeze; how many cases it had kept from going on. */
  int unfreeze(Person person);

  String undo(Person person, String caseId, boolean force);

  /** Undoes all that was changed since a time, most recent first. */
  List<Case> undoAll(Person person, Instant since);

  /** Asks a domain for a plan; its case comes as a notice, and nothing is written unasked. */
  String fix(Person person, String domain, ResourceRef ref, String control);

  /**
   * Notes that somebody was refused whom no person could be found for, or who showed a stale plan.
   */
  void refused(String who, String about, String reason);
}
