package dev.palisade.core.scope;

import dev.palisade.core.policy.Patterns;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.resource.ResourceRef;
import java.util.Map;

/** Decides whether a resource belongs to an AI workload, by the first reason that holds. */
public final class ScopeRules {

  private ScopeRules() {}

  /**
   * The scope of a resource.
   *
   * @param byNature whether all resources of its type are AI resources
   * @param planned the reason that a plan or the state read brings along, or empty
   * @param index what the index knows
   */
  public static AiScope of(
      ResourceRef ref,
      boolean byNature,
      String planned,
      AiScope index,
      Map<String, String> tags,
      Policy.ScopeRule rule) {
    if (byNature) {
      return AiScope.because("a " + ref.type() + " serves AI workloads only");
    }
    if (!planned.isEmpty()) {
      return AiScope.because(planned);
    }
    if (index.ai()) {
      return index;
    }
    String workload = tags.get(rule.tag());
    if (workload != null) {
      return AiScope.because("tagged " + rule.tag() + "=" + workload);
    }
    return rule.named().stream()
        .filter(pattern -> Patterns.matches(pattern, ref.arn()))
        .findFirst()
        .map(pattern -> AiScope.because("policy names " + pattern))
        .orElse(AiScope.OUTSIDE);
  }
}
