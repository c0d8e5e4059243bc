package dev.palisade.core.cases;

import dev.palisade.core.event.Actor;
import java.time.Instant;
import java.util.Map;

/**
 * What led to a case.
 *
 * @param happening id of the event, the same for every delivery of it
 * @param source EventBridge source, {@code aws.s3}
 * @param name what happened: CloudTrail's event name, else the detail-type
 * @param actor who did it
 * @param person the person behind the actor by policy's mapping, or empty
 * @param facts validated facts of the event that the control asked for
 * @param at when it happened
 */
public record Origin(
    String happening,
    String source,
    String name,
    Actor actor,
    String person,
    Map<String, String> facts,
    Instant at) {

  /** The fact that holds the {@code Id} of the Security Hub finding that led here. */
  public static final String FINDING = "securityhub.finding";

  /** The fact that holds that finding's {@code ProductArn}. */
  public static final String FINDING_PRODUCT = "securityhub.product";

  /** The fact that says which tool made the call, as far as its record shows. */
  public static final String TOOL = "cloudtrail.tool";

  public Origin {
    facts = Map.copyOf(facts);
  }
}
