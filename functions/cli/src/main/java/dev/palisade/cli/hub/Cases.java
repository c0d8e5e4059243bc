package dev.palisade.cli.hub;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.ticket.FiledTicket;
import java.util.List;
import java.util.Optional;

/** The people's side of the case table, as the commands use it. */
public interface Cases {

  /** A case by its id. */
  Optional<Case> find(String id);

  /** What is known of a case's ticket, or empty where it has none. */
  Optional<FiledTicket> ticket(String id);

  /** All cases in a state. */
  List<Case> byState(CaseState state);

  /** All cases of a resource, oldest first. */
  List<Case> byResource(String arn);

  /** All cases, in the order they were opened. */
  List<Case> all();

  /** How an event ended, per domain that looked at it. */
  List<EventEnd> endings(String happening);

  /** The freeze in force, or empty. */
  Optional<Freeze> freeze();

  /** All exemptions that are not long over. */
  List<Exemption> exemptions();

  /** How many cases are being applied right now. */
  long leases();
}
