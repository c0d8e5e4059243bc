package dev.palisade.policy;

import dev.palisade.core.control.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding that policy is asked about, real or made up.
 *
 * @param control the control that found it
 * @param arn of the resource
 * @param account the resource's account
 * @param severity of the finding; the control's own where null
 * @param tags of the resource
 * @param taggedBy ARN of who set the tag that would exempt it, or empty where nobody knows
 * @param actor ARN of who opened the gap, or empty where nobody is named
 * @param ai whether it belongs to an AI workload; where null, what type, tags and policy say
 * @param at when
 */
public record Occasion(
    Catalogue.Entry control,
    String arn,
    String account,
    @Nullable Severity severity,
    Map<String, String> tags,
    String taggedBy,
    String actor,
    @Nullable Boolean ai,
    Instant at) {

  public Occasion {
    tags = Map.copyOf(tags);
  }

  Severity rated() {
    return severity == null ? control.severity() : severity;
  }
}
