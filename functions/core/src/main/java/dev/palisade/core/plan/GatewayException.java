package dev.palisade.core.plan;

/** A fault of an AWS call, told apart by what to do about it. */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What can be done about the fault. */
  public enum Kind {
    /** Throttling, 5xx, a conflict, or a state not yet readable: try again through the queue. */
    RETRY,
    /** The role may not do this; trying again does not help until somebody mends the role. */
    DENIED,
    /** The account, role or session can't be reached at all. */
    UNREACHABLE,
    /** The request is wrong or the resource's condition forbids it. */
    REFUSED
  }

  private final Kind kind;

  /** A fault with its kind; the message says which call on what failed and what AWS answered. */
  public GatewayException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }
}
