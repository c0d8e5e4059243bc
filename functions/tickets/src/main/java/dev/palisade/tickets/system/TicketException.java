package dev.palisade.tickets.system;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A ticket system did not do what it was asked, or did not say so. */
public final class TicketException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  public enum Kind {
    /** Nothing was done; to be asked again later. */
    LATER,
    /** It may have been done: look first, then ask again. */
    UNANSWERED,
    /** Refused, and will be again until a person changes something. */
    REFUSED,
    /** The caller is not known; the credentials may have been rotated. */
    UNKNOWN_CALLER,
    /** There is no such thing. */
    MISSING
  }

  private final Kind kind;
  private final @Nullable Duration after;

  /** A fault. */
  public TicketException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  /**
   * A fault.
   *
   * @param after how long the system wants to be left alone, or null
   */
  public TicketException(
      Kind kind, String message, @Nullable Duration after, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.after = after;
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }

  /** How long the system wants to be left alone, or null where it did not say. */
  public @Nullable Duration after() {
    return after;
  }

  /** Whether it will be refused again until a person changes something. */
  public boolean isForGood() {
    return kind == Kind.REFUSED || kind == Kind.UNKNOWN_CALLER || kind == Kind.MISSING;
  }
}
