package dev.palisade.core.control;

/**
 * How far a control goes by itself where policy says {@code enforce}; a plan can lower it, nothing
 * raises it.
 */
public enum Autonomy {
  /** Safe to apply at once. */
  ENFORCE,
  /** A person is asked first. */
  APPROVE,
  /** Nothing is changed; a ticket says what to do. */
  TICKET
}
