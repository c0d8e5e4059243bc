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

  public Origin {
    facts = Map.copyOf(facts);
  }
}
