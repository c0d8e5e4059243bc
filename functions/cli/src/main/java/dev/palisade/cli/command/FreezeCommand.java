package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.engine.CaseStore.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade freeze}: stops all writes, and returns once none is under way. */
@Command(
    name = "freeze",
    description = "Stops all changes at once; returns when those under way have ended.",
    footer = "%nExit codes: 0 frozen and nothing under way, 2 frozen but something still runs.")
final class FreezeCommand implements Callable<Integer> {

  /** A function's longest run, after which its lease ends by itself. */
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(16);

  private static final Duration PAUSE = Duration.ofMillis(500);

  @ParentCommand private Palisade palisade;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown to everybody.")
  private String reason = "";

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  /**
   * The result as JSON.
   *
   * @param underWay how many cases were still being applied when the command returned
   * @param seconds how long the others took to end
   */
  private record Row(
      boolean frozen, String by, String reason, Instant since, long underWay, double seconds) {}

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    Instant began = desk.clock().instant();
    Freeze freeze = desk.freeze(reason);
    console.say("frozen; waiting for changes under way");
    long left = drained(desk, console, began.plus(LONGEST_LEASE));
    double seconds = Duration.between(began, desk.clock().instant()).toMillis() / 1000.0;
    if (json) {
      console.json(new Row(true, freeze.by(), freeze.reason(), freeze.since(), left, seconds));
    } else {
      console.print(
          left == 0
              ? "frozen since %s: nothing is under way".formatted(freeze.since())
              : "frozen since %s, but %d cases are still being applied"
                  .formatted(freeze.since(), left));
    }
    return left == 0 ? Exit.DONE : Exit.REMAINS;
  }

  private static long drained(Desk desk, Console console, Instant until) {
    long told = -1;
    while (true) {
      long leases = desk.cases().leases();
      if (leases == 0 || !desk.clock().instant().isBefore(until)) {
        return leases;
      }
      if (leases != told) {
        console.say("  " + leases + " cases are being applied");
        told = leases;
      }
      desk.pause().of(PAUSE);
    }
  }
}
