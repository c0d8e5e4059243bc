package dev.palisade.core.scope;

/**
 * Whether a resource belongs to an AI workload, and why; shown wherever a finding is shown.
 *
 * @param ai true when it does
 * @param why the reason in a few words: {@code training input of job churn-42}
 */
public record AiScope(boolean ai, String why) {

  /** Nothing was found that ties the resource to an AI workload. */
  public static final AiScope OUTSIDE = new AiScope(false, "not part of an AI workload");

  /** In scope, for a reason. */
  public static AiScope because(String why) {
    return new AiScope(true, why);
  }
}
