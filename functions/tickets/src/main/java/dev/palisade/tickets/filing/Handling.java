package dev.palisade.tickets.filing;

import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.core.ticket.FiledTicket.Phase;
import dev.palisade.platform.store.TicketBook;
import dev.palisade.tickets.system.Note;
import dev.palisade.tickets.system.Ticket;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.system.TicketRef;
import dev.palisade.tickets.system.TicketSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of one ticket in its system. Before each the table says that it was asked for, under a
 * lease that ends with the function; after it, what came of it. What was asked for and never
 * answered is looked for before it is asked for again.
 */
final class Handling {

  private final CaseStore cases;
  private final TicketBook book;
  private final Systems systems;
  private final InstantSource clock;

  Handling(CaseStore cases, TicketBook book, Systems systems, InstantSource clock) {
    this.cases = cases;
    this.book = book;
    this.systems = systems;
    this.clock = clock;
  }

  /** Creates a ticket that is claimed, unless it exists. */
  FiledTicket open(FiledTicket ticket, Instant deadline) {
    if (ticket.phase() != Phase.CLAIMED) {
      return ticket;
    }
    Case item =
        cases
            .find(ticket.caseId())
            .orElseThrow(() -> new IllegalStateException("there is no case " + ticket.caseId()));
    FiledTicket held = lease(ticket, deadline);
    Optional<FiledTicket> found = find(held, item);
    return found.isPresent() ? found.get() : create(held, item);
  }

  private FiledTicket create(FiledTicket held, Case item) {
    FiledTicket asked = book.save(held.asked(clock.instant()));
    TicketRef ref = step(asked, false, system -> system.create(text(item, asked)));
    return book.save(
        asked.opened(ref.reference(), ref.id(), ref.url(), item.trail().size(), clock.instant()));
  }

  /**
   * The ticket whose creation was asked for and not answered.
   *
   * @throws TicketException if it may still come into being
   */
  private Optional<FiledTicket> find(FiledTicket held, Case item) {
    Instant asked = held.askedAt();
    if (asked == null) {
      return Optional.empty();
    }
    Optional<TicketRef> found = step(held, true, system -> system.find(held.key(), asked));
    if (found.isPresent()) {
      int told = (int) item.trail().stream().filter(entry -> !entry.at().isAfter(asked)).count();
      TicketRef ref = found.get();
      return Optional.of(
          book.save(held.opened(ref.reference(), ref.id(), ref.url(), told, clock.instant())));
    }
    Duration left =
        Duration.between(clock.instant(), asked.plus(step(held, true, TicketSystem::settles)));
    if (left.isPositive()) {
      book.save(held.released(clock.instant()));
      throw new TicketException(
          Kind.LATER, "the ticket was asked for and may still come into being", left, null);
    }
    return Optional.empty();
  }

  /** Tells a ticket what it was not told of a case. */
  FiledTicket tell(FiledTicket ticket, Case item, Instant deadline) {
    FiledTicket own =
        ticket.caseId().equals(item.id()) ? ticket : book.of(item.id()).orElse(ticket);
    int entries = item.trail().size();
    if (own.told() >= entries || ticket.phase() != Phase.OPEN) {
      return ticket;
    }
    Note news = TicketText.news(item, own.told());
    FiledTicket asked = write(ticket, item, news, deadline, false);
    if (asked.phase() == Phase.CLOSED) {
      return asked;
    }
    boolean shared = !own.caseId().equals(ticket.caseId());
    if (shared) {
      book.save(own.told(entries, clock.instant()));
    }
    return book.save(asked.told(shared ? 0 : entries, clock.instant()));
  }

  /** Closes a ticket, since a case settled its finding. */
  FiledTicket close(FiledTicket ticket, Case item, Instant deadline) {
    FiledTicket open = ticket;
    if (ticket.phase() == Phase.CLAIMED) {
      Optional<FiledTicket> made = madeAlready(ticket, item, deadline);
      if (made.isEmpty() || made.get().phase() == Phase.CLOSED) {
        return made.orElse(ticket);
      }
      open = made.get();
    }
    Note why =
        ticket.caseId().equals(item.id())
            ? TicketText.news(item, ticket.told())
            : TicketText.mended(item);
    FiledTicket asked = write(open, item, why, deadline, true);
    return asked.phase() == Phase.CLOSED
        ? asked
        : book.save(asked.told(item.trail().size(), clock.instant()).closed("", clock.instant()));
  }

  /** The ticket if its creation was asked for; else it is not needed any more. */
  private Optional<FiledTicket> madeAlready(FiledTicket ticket, Case item, Instant deadline) {
    FiledTicket held = lease(ticket, deadline);
    Optional<FiledTicket> found = find(held, item);
    return found.isPresent()
        ? found
        : Optional.of(
            book.save(held.closed("settled before a ticket was needed", clock.instant())));
  }

  /** One call to the system about a ticket that exists; closed where somebody deleted it. */
  private FiledTicket write(
      FiledTicket ticket, Case item, Note note, Instant deadline, boolean closing) {
    boolean again = ticket.askedAt() != null;
    FiledTicket asked = book.save(lease(ticket, deadline).asked(clock.instant()));
    TicketRef ref = new TicketRef(asked.id(), asked.reference(), asked.url());
    try {
      step(
          asked,
          again,
          system -> {
            Ticket text = text(item, asked);
            if (closing) {
              system.close(ref, text, note, again);
            } else {
              system.update(ref, text, note, again);
            }
            return true;
          });
      return asked;
    } catch (TicketException e) {
      if (e.kind() != Kind.MISSING) {
        throw e;
      }
      FiledTicket now = book.of(asked.caseId()).orElse(asked);
      return book.save(now.closed("somebody deleted it in " + asked.system(), clock.instant()));
    }
  }

  private FiledTicket lease(FiledTicket ticket, Instant deadline) {
    Instant now = clock.instant();
    if (ticket.leasedAt(now)) {
      throw new TicketException(
          Kind.LATER,
          "another delivery works on the ticket",
          Duration.between(now, ticket.lease()),
          null);
    }
    return book.save(ticket.leased(deadline, now));
  }

  /**
   * Asks a system, with new credentials where the old are refused, and writes down a fault.
   *
   * @param open whether something asked for earlier is not answered yet, and stays so by a fault
   */
  private <T> T step(FiledTicket held, boolean open, Function<TicketSystem, T> call) {
    try {
      try {
        return call.apply(systems.of(held.system(), held.project()));
      } catch (TicketException e) {
        if (e.kind() != Kind.UNKNOWN_CALLER) {
          throw e;
        }
        systems.forget(held.system());
        return call.apply(systems.of(held.system(), held.project()));
      }
    } catch (TicketException e) {
      boolean unanswered = open || e.kind() == Kind.UNANSWERED;
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      book.save(held.failed(why, e.isForGood(), unanswered, clock.instant()));
      throw e;
    }
  }

  private Ticket text(Case item, FiledTicket ticket) {
    return TicketText.of(item, ticket, systems.assignee(ticket.system(), ticket.owner()));
  }
}
