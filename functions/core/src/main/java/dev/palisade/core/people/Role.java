package dev.palisade.core.people;

/** What somebody may do, on every surface alike; each role may do what those before it may. */
public enum Role {
  /** Sees cases, exemptions and the freeze. */
  VIEWER,
  /** Decides on plans of the groups that the person is in, and opens tickets. */
  APPROVER,
  /** Undoes, exempts, freezes, and starts fixes by hand. */
  OPERATOR
}
