package dev.palisade.chatops.conversation;

import java.time.Duration;

/** Slack did not do what it was asked. */
final class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  enum Kind {
    /** Slack is busy or can't be reached; the same call may work later. */
    LATER,
    /** The trigger was too old or used before; the person has to press again. */
    TRIGGER_GONE,
    /** The message is not there any more, or was never this app's. */
    MESSAGE_GONE,
    /** There is no such user in the workspace. */
    NOBODY,
    /** The token is not good any more. */
    TOKEN,
    /** The call is wrong, and stays so. */
    FINAL
  }

  private final Kind kind;
  private final Duration after;

  ChatException(Kind kind, String message, Duration after) {
    super(message);
    this.kind = kind;
    this.after = after;
  }

  ChatException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.after = Duration.ofSeconds(5);
  }

  Kind kind() {
    return kind;
  }

  /** When to try again, where that helps. */
  Duration after() {
    return after;
  }
}
