package dev.palisade.tickets.filing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.TicketRules;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.core.ticket.FiledTicket.Phase;
import dev.palisade.platform.policy.AppConfigPolicy;
import dev.palisade.platform.store.TicketBook;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Which ticket a case has: its own, written into the table before any system is asked, or that of
 * an earlier case of the same finding while it is open.
 */
final class Claims {

  private static final Set<CaseState> SETTLED =
      Set.of(CaseState.VERIFIED, CaseState.GONE, CaseState.EXEMPT);

  private final CaseStore cases;
  private final TicketBook book;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  Claims(CaseStore cases, TicketBook book, Supplier<Policy> policy, InstantSource clock) {
    this.cases = cases;
    this.book = book;
    this.policy = policy;
    this.clock = clock;
  }

  /** The ticket that a case's entries are told in, or empty where there is none. */
  Optional<FiledTicket> find(Case item) {
    return book.of(item.id())
        .flatMap(own -> own.phase() == Phase.SHARED ? book.of(own.sharedWith()) : Optional.of(own));
  }

  /**
   * The ticket of a case that needs one, claimed if it was not yet. Empty where policy wants none,
   * and where a later case has settled the finding before a ticket was asked for.
   */
  Optional<FiledTicket> claim(Case item) {
    Optional<FiledTicket> known = find(item);
    if (known.isPresent()
        && (known.get().phase() != Phase.CLAIMED || !known.get().caseId().equals(item.id()))) {
      return known;
    }
    TicketRules.Filing filing = filing(item);
    if (known.isEmpty() && (filing.system() == TicketRules.System.NONE || isSettled(item))) {
      return Optional.empty();
    }
    // The item comes first: whoever holds a finding has one, for others to find.
    FiledTicket own =
        known.isPresent() ? routed(known.get(), filing) : book.save(fresh(item, filing));
    return held(item, own);
  }

  private Optional<FiledTicket> held(Case item, FiledTicket own) {
    String holder = book.hold(item.control(), item.resource(), item.id(), "");
    while (!holder.equals(item.id())) {
      String other = holder;
      FiledTicket theirs =
          book.of(other).orElseThrow(() -> new IllegalStateException(other + " holds no ticket"));
      if (theirs.phase() != Phase.CLOSED) {
        book.save(own.sharing(theirs, clock.instant()));
        return Optional.of(theirs);
      }
      holder = book.hold(item.control(), item.resource(), item.id(), other);
    }
    if (own.askedAt() == null && isSettled(item)) {
      book.save(own.closed("settled before a ticket was needed", clock.instant()));
      return Optional.empty();
    }
    return Optional.of(own);
  }

  /** Whether a later case of the same finding ended well. */
  private boolean isSettled(Case item) {
    Standing.OfControl latest = cases.standing(item.resource()).of(item.control());
    return !latest.caseId().equals(item.id())
        && latest.state() != null
        && SETTLED.contains(latest.state());
  }

  private FiledTicket fresh(Case item, TicketRules.Filing filing) {
    String nonce = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return FiledTicket.claimed(
        item.id(),
        name(filing),
        filing.project(),
        "palisade-" + item.id() + "-" + nonce,
        filing.owner(),
        clock.instant());
  }

  // Where nothing was asked for yet, policy may still say another place.
  private FiledTicket routed(FiledTicket own, TicketRules.Filing filing) {
    boolean same = own.system().equals(name(filing)) && own.project().equals(filing.project());
    return own.askedAt() != null || same || filing.system() == TicketRules.System.NONE
        ? own
        : book.save(own.goingTo(name(filing), filing.project(), filing.owner(), clock.instant()));
  }

  private static String name(TicketRules.Filing filing) {
    return filing.system().name().toLowerCase(Locale.ROOT);
  }

  private TicketRules.Filing filing(Case item) {
    Policy now = policy.get();
    if (now.equals(AppConfigPolicy.CAUTIOUS)) {
      // It names no system, since nobody could read it: that is no decision against a ticket.
      throw new TicketException(Kind.LATER, "the policy can't be read");
    }
    return now.filingFor(
        item.resource().account(), item.domain(), item.severity(), tags(item.before()));
  }

  private static Map<String, String> tags(JsonNode before) {
    Map<String, String> tags = new HashMap<>();
    before
        .path("tags")
        .properties()
        .forEach(entry -> tags.put(entry.getKey(), entry.getValue().asText()));
    return tags;
  }
}
