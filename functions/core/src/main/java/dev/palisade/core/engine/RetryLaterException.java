package dev.palisade.core.engine;

/** The message can't be finished now and must come again through the queue. */
public final class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it must come again. */
  public RetryLaterException(String message) {
    super(message);
  }

  /** Why it must come again, with the fault behind it. */
  public RetryLaterException(String message, Throwable cause) {
    super(message, cause);
  }
}
