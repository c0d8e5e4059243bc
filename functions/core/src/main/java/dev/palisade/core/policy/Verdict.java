package dev.palisade.core.policy;

/** What policy says to do with a finding. */
public enum Verdict {
  /** Apply the plan at once. */
  ENFORCE,
  /** Ask a person first. */
  APPROVE,
  /** Change nothing; a person acts by hand. */
  TICKET,
  /** Change nothing; only show what would be done. */
  OBSERVE,
  /** The finding may stand for a time. */
  EXEMPT,
  /** Not an AI workload, and policy acts on those only. */
  OUT_OF_SCOPE
}
