package dev.palisade.page.view;

import dev.palisade.core.people.Exemption;
import java.time.Instant;
import java.util.List;

/**
 * The exemptions in force.
 *
 * @param rows the one that ends first first
 */
public record ExemptionList(List<Row> rows) {

  /**
   * An exemption.
   *
   * @param builtIn whether it comes with Palisade, and nobody can end it
   */
  public record Row(
      String id,
      String covers,
      String reason,
      String owner,
      String by,
      Times.Moment until,
      String caseId,
      boolean builtIn) {}

  /** The list of some exemptions. */
  public static ExemptionList of(List<Exemption> exemptions, Instant now) {
    return new ExemptionList(
        exemptions.stream()
            .map(one ->
                new Row(
                    one.id(),
                    covers(one.match()),
                    one.reason(),
                    one.owner(),
                    one.by(),
                    Times.of(one.until(), now),
                    one.caseId(),
                    one.id().startsWith("x-builtin-")))
            .toList());
  }

  private static String covers(Exemption.Match match) {
    StringBuilder words = new StringBuilder();
    words.append(match.control().isEmpty() ? "Every control" : match.control());
    if (!match.resource().isEmpty()) {
      words.append(" on ").append(match.resource());
    }
    if (!match.tag().isEmpty()) {
      words.append(" where tagged ").append(match.tag());
    }
    if (!match.account().isEmpty()) {
      words.append(" in account ").append(match.account());
    }
    return words.toString();
  }
}
