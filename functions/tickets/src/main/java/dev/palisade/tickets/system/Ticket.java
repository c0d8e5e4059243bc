package dev.palisade.tickets.system;

import dev.palisade.core.control.Severity;
import dev.palisade.tickets.text.Block;
import java.util.List;

/**
 * What a ticket is to say, for any system; each adapter writes it within its product's limits.
 *
 * @param key what it is found by again: letters, digits and hyphens, at most 60
 * @param caseId the case
 * @param title one line
 * @param body what happened, who, why it matters, what to do; what is needed first comes first
 * @param severity of the finding
 * @param owner who is to look at it as tags or policy say, or empty
 * @param assignee the owner's account in the system as policy says, or empty
 * @param resource ARN of what it is about
 */
public record Ticket(
    String key,
    String caseId,
    String title,
    List<Block> body,
    Severity severity,
    String owner,
    String assignee,
    String resource) {

  public Ticket {
    body = List.copyOf(body);
  }
}
