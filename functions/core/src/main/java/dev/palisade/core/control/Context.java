package dev.palisade.core.control;

import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a control may know besides the live state, all of it without I/O.
 *
 * @param ref the resource being judged
 * @param settings the control's settings from policy, laid over its defaults
 * @param baseline the last good state, or null if none was taken yet
 * @param facts validated facts of the event that a control asked for by its trigger (an attacking
 *     address and its reason); never commands
 * @param scope whether and why the resource belongs to an AI workload; unknown during detection
 *     where the type alone does not say it
 * @param now the evaluation time
 */
public record Context<S extends ResourceState>(
    ResourceRef ref,
    Settings settings,
    @Nullable S baseline,
    Map<String, String> facts,
    AiScope scope,
    Instant now) {

  /** The fact that says why a person wants it, in their words. */
  public static final String REASON = "reason";

  public Context {
    facts = Map.copyOf(facts);
  }

  /** A sentence, and after it why a person wants it, where one said so. */
  public String quarantineBecause(String sentence) {
    String reason = facts.getOrDefault(REASON, "");
    return reason.isEmpty() ? sentence : sentence + " " + reason;
  }
}
