package dev.palisade.tickets.filing;

import dev.palisade.tickets.system.TicketSystem;

/** The ticket systems of an installation, by the names that policy gives them. */
public interface Systems {

  /**
   * A system, with the credentials of now.
   *
   * @param project where in it, or empty for where its secret says
   * @throws dev.palisade.tickets.system.TicketException if it can't be used as it is set up
   */
  TicketSystem of(String system, String project);

  /** Reads a system's credentials anew, since they were refused. */
  void forget(String system);

  /** An owner's account in a system, or empty where nobody said. */
  String assignee(String system, String owner);
}
