package dev.palisade.cli;

/** A command can't go on; the message tells a person why and what to do, without a stack trace. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exit;

  private Failure(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  /** It failed. */
  public static Failure because(String message) {
    return new Failure(Exit.FAILED, message);
  }

  /** It was called wrongly. */
  public static Failure usage(String message) {
    return new Failure(Exit.USAGE, message);
  }

  /** The exit code it ends with. */
  public int exit() {
    return exit;
  }
}
