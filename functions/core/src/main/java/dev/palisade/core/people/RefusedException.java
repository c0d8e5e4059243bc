package dev.palisade.core.people;

/** Somebody may not do what they asked for; the message says why, in a sentence for them. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal for a reason. */
  public RefusedException(String reason) {
    super(reason);
  }

  /** The reason, never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
