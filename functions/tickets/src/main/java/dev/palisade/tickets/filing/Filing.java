package dev.palisade.tickets.filing;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore;
import dev.palisade.core.notice.Notice;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.core.ticket.FiledTicket.Phase;
import dev.palisade.platform.store.TicketBook;
import dev.palisade.tickets.aws.FindingNotes;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a case's ticket up to what the case says now. A ticket is opened for what a person has to
 * do, told of every further stage, and closed when the finding is settled, by its own case or by a
 * later one. Whatever comes twice, late or at the same time leads to the same one ticket.
 */
public final class Filing {

  private final CaseStore cases;
  private final TicketBook book;
  private final Claims claims;
  private final Handling handling;
  private final FindingNotes notes;

  /** What a case wants of its ticket. */
  private enum Wish {
    /** That there is one. */
    OPEN,
    /** That it is told, if there is one. */
    TELL,
    /** That it is closed. */
    CLOSE
  }

  /** Filing over the table, by policy, in the installation's systems. */
  public Filing(
      CaseStore cases,
      TicketBook book,
      Supplier<Policy> policy,
      Systems systems,
      FindingNotes notes,
      InstantSource clock) {
    this.cases = cases;
    this.book = book;
    this.claims = new Claims(cases, book, policy, clock);
    this.handling = new Handling(cases, book, systems, clock);
    this.notes = notes;
  }

  /**
   * Handles a notice.
   *
   * @param deadline until when the function can work on it
   * @return the case's ticket, or empty where it has none
   * @throws TicketException if a system did not do its part; what is known of it is in the table
   */
  public Optional<FiledTicket> handle(Notice notice, Instant deadline) {
    Case item =
        cases
            .find(notice.caseId())
            .orElseThrow(
                () -> new TicketException(Kind.REFUSED, "there is no case " + notice.caseId()));
    Optional<FiledTicket> ticket = Optional.empty();
    @Nullable TicketException fault = null;
    try {
      ticket = file(item, deadline);
    } catch (TicketException e) {
      fault = e;
      ticket = claims.find(item);
    }
    try {
      notes.write(item, ticket.map(Filing::place).orElse(""));
    } catch (TicketException e) {
      // What can be tried again goes first: with it the other is tried again too.
      fault = fault == null || fault.isForGood() ? e : fault;
    }
    if (fault != null) {
      throw fault;
    }
    return ticket;
  }

  private static String place(FiledTicket ticket) {
    return ticket.url().isEmpty() ? ticket.reference() : ticket.url();
  }

  private Optional<FiledTicket> file(Case item, Instant deadline) {
    return switch (wish(item.state())) {
      case OPEN ->
          claims
              .claim(item)
              .filter(ticket -> ticket.phase() != Phase.CLOSED)
              .map(ticket -> handling.open(ticket, deadline))
              .map(ticket -> handling.tell(ticket, item, deadline));
      case TELL -> tell(item, deadline);
      case CLOSE -> close(item, deadline);
    };
  }

  private static Wish wish(CaseState state) {
    return switch (state) {
      case TICKETED, FAILED, CONTAINED -> Wish.OPEN;
      case VERIFIED, UNDONE, GONE, EXEMPT -> Wish.CLOSE;
      case PLANNED, AWAITING_APPROVAL, APPLYING, WAITING, OBSERVED, DENIED, EXPIRED, STALE ->
          Wish.TELL;
    };
  }

  private Optional<FiledTicket> tell(Case item, Instant deadline) {
    return claims
        .find(item)
        .filter(ticket -> ticket.phase() == Phase.OPEN)
        .map(ticket -> handling.tell(ticket, item, deadline));
  }

  private Optional<FiledTicket> close(Case item, Instant deadline) {
    Optional<String> holder = book.holder(item.control(), item.resource());
    if (holder.isEmpty()) {
      return claims.find(item);
    }
    boolean own = holder.get().equals(item.id());
    if (!own && (item.state() == CaseState.UNDONE || isLater(holder.get(), item))) {
      return tell(item, deadline);
    }
    return book.of(holder.get())
        .filter(ticket -> ticket.phase() != Phase.CLOSED)
        .map(ticket -> handling.close(ticket, item, deadline));
  }

  /** Whether a case was opened only after another had ended: a late notice says nothing of it. */
  private boolean isLater(String caseId, Case ended) {
    Instant end =
        ended.trail().stream()
            .filter(entry -> entry.stage().equals(ended.state().name()))
            .findFirst()
            .map(entry -> entry.at())
            .orElse(ended.updatedAt());
    return cases.find(caseId).map(other -> other.openedAt().isAfter(end)).orElse(false);
  }
}
