package dev.palisade.core.policy;

/** How far Palisade may go in an account or with a control; most cautious first. */
public enum Mode {
  /** See and say only. */
  OBSERVE,
  /** Ask a person before every change. */
  APPROVE,
  /** Apply what is safe to apply. */
  ENFORCE;

  /** The more cautious of two. */
  public Mode and(Mode other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
