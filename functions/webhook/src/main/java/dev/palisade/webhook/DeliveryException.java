package dev.palisade.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message that was not delivered. */
final class DeliveryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean forGood;
  private final transient @Nullable Duration after;

  private DeliveryException(boolean forGood, String message, @Nullable Duration after) {
    super(message);
    this.forGood = forGood;
    this.after = after;
  }

  /** One that will never be: a person must look. */
  static DeliveryException forGood(String message) {
    return new DeliveryException(true, message, null);
  }

  /** One to try again, after as long as its receiver asks for, or whenever. */
  static DeliveryException later(String message, @Nullable Duration after) {
    return new DeliveryException(false, message, after);
  }

  boolean isForGood() {
    return forGood;
  }

  @Nullable Duration after() {
    return after;
  }
}
