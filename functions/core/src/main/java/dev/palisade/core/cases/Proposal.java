package dev.palisade.core.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a case keeps it: what is proposed, on what evidence, and the hash that an approval is
 * bound to.
 *
 * @param kind what the changes achieve
 * @param rationale why these changes
 * @param evidence the facts read from live state
 * @param asks why a person is asked, if so
 * @param steps what a person has to do by hand, if anything
 * @param hash SHA-256 over control, resource, kind and changes, hex
 * @param partial whether the plan leaves more for another case, which follows once it is verified
 * @param undoAt when a schedule undoes the changes; null for never
 */
public record Proposal(
    Plan.Kind kind,
    String rationale,
    JsonNode evidence,
    List<String> asks,
    String steps,
    String hash,
    boolean partial,
    @Nullable Instant undoAt) {

  public Proposal {
    asks = List.copyOf(asks);
  }
}
