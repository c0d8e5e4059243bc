package dev.palisade.core.event;

/** A message that is no event Palisade can read; it ends in the dead-letter queue. */
public final class MalformedEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A message that can't be read, with what is wrong about it. */
  public MalformedEventException(String message) {
    super(message);
  }
}
