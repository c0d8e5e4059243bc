package dev.palisade.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as it is exported.
 *
 * @param at when
 * @param kind what kind of thing: {@code STAGE}, {@code DECISION} or {@code CHANGE} of a case, else
 *     a kind of the journal
 * @param caseId the case, or empty
 * @param control id of its control, or empty
 * @param severity of the finding, or empty
 * @param resource ARN it is about; in the journal, whatever the entry is about
 * @param account account of the resource, or empty
 * @param region region of the resource, or empty
 * @param caused who made the change that the case is about: the person by policy, else the
 *     principal
 * @param by who did this
 * @param stage the case's state from then on, or empty
 * @param what what happened, in a sentence
 * @param action IAM action of a change, or empty
 * @param before what stood before a change
 * @param after what stands after a change
 * @param planHash the plan in force, or empty
 * @param hash of the entry in the log; empty for a change, which stands in the case itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Line(
    Instant at,
    String kind,
    String caseId,
    String control,
    String severity,
    String resource,
    String account,
    String region,
    String caused,
    String by,
    String stage,
    String what,
    String action,
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    String planHash,
    String hash) {

  /** A stage of a case. */
  static final String STAGE = "STAGE";

  /** What a person decided on a case. */
  static final String DECISION = "DECISION";

  /** A change of the resource. */
  static final String CHANGE = "CHANGE";

  static String caused(Case item) {
    return item.origin().person().isEmpty()
        ? item.origin().actor().principal()
        : item.origin().person();
  }
}
