package dev.palisade.chatops.conversation;

import dev.palisade.core.cases.Case;
import java.util.Optional;

/**
 * What a button carries: the case and the plan that was shown, and nothing else.
 *
 * @param caseId the case
 * @param planHash the plan's hash
 */
record Ask(String caseId, String planHash) {

  static Ask about(Case item) {
    return new Ask(item.id(), item.proposal().hash());
  }

  /** Reads a button's value, or empty if it is none of ours. */
  static Optional<Ask> read(String value) {
    String[] parts = value.split(" ", -1);
    return parts.length == 2 && parts[0].startsWith("c-")
        ? Optional.of(new Ask(parts[0], parts[1]))
        : Optional.empty();
  }

  String written() {
    return caseId + " " + planHash;
  }
}
