package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * How far Palisade may go in an account or with a control; most cautious first. In the policy file
 * in lower case.
 */
public enum Mode {
  /** See and say only. */
  @JsonAlias("observe")
  OBSERVE,
  /** Ask a person before every change. */
  @JsonAlias("approve")
  APPROVE,
  /** Apply what is safe to apply. */
  @JsonAlias("enforce")
  ENFORCE;

  /** The more cautious of two. */
  public Mode and(Mode other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
