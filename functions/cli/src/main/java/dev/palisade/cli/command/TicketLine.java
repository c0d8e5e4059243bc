package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.core.ticket.FiledTicket;
import java.util.ArrayList;
import java.util.List;

/** A case's ticket in a line: where it is, or why it is not yet. */
final class TicketLine {

  private TicketLine() {}

  static String of(Console console, FiledTicket ticket) {
    List<String> parts = new ArrayList<>();
    parts.add(ticket.system());
    if (!ticket.reference().isEmpty()) {
      parts.add(ticket.reference());
    }
    if (!ticket.url().isEmpty() && !ticket.url().equals(ticket.reference())) {
      parts.add(ticket.url());
    }
    parts.add(state(ticket));
    if (!ticket.owner().isEmpty()) {
      parts.add("owner " + ticket.owner());
    }
    if (!ticket.error().isEmpty()) {
      Tint tint = ticket.refused() ? Tint.RED : Tint.YELLOW;
      parts.add(console.tint(tint, "(%s at %s)".formatted(ticket.error(), ticket.updatedAt())));
    }
    return String.join("  ", parts);
  }

  private static String state(FiledTicket ticket) {
    return switch (ticket.phase()) {
      case CLAIMED -> ticket.refused() ? "refused, look at the reason" : "being created";
      case OPEN -> "open";
      case CLOSED -> "closed";
      case SHARED -> "shared with case " + ticket.sharedWith();
    };
  }
}
