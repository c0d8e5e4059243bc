package dev.palisade.core.engine;

/** Under which of a domain's two roles in a member account something is done. */
public enum Access {
  /** {@code palisade-<domain>}: reads, and changes that tighten. */
  REMEDIATE,
  /** {@code palisade-restore-<domain>}: an undo that a person asked for, which may widen. */
  RESTORE
}
