package dev.palisade.cli;

/** Exit codes of all commands. */
public final class Exit {

  /** Done, nothing left. */
  public static final int DONE = 0;

  /** It failed. */
  public static final int FAILED = 1;

  /** Findings or cases remain. */
  public static final int REMAINS = 2;

  /** Wrong usage. */
  public static final int USAGE = 64;

  private Exit() {}
}
