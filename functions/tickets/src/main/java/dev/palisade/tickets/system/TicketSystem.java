package dev.palisade.tickets.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A system that tickets are kept in. Every method makes the calls of one step and throws {@link
 * TicketException} for every fault, whose kind says whether it was done.
 */
public interface TicketSystem {

  /** Creates a ticket that can be found again by its key. */
  TicketRef create(Ticket ticket);

  /**
   * The ticket with a key, whatever its state.
   *
   * @param since when its creation was asked for
   */
  Optional<TicketRef> find(String key, Instant since);

  /**
   * How long after a creation that was not answered the ticket may still come into being, or not be
   * found yet. Only then it is created again.
   */
  Duration settles();

  /**
   * Brings the ticket's text up to what it is to say, and tells what is new.
   *
   * @param again whether this was asked for before and not answered: then the note may be there
   */
  void update(TicketRef ref, Ticket ticket, Note note, boolean again);

  /** The same, and closes it; nothing is closed twice. */
  void close(TicketRef ref, Ticket ticket, Note note, boolean again);
}
