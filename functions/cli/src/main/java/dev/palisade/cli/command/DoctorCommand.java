package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.doctor.Check;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade doctor}: proves the path of an event, and says how to mend what is missing. */
@Command(
    name = "doctor",
    description = "Proves the way of an event end to end, per account and region.",
    footer = "%nExit codes: 0 all is well, 1 something is broken, 2 something deserves a look.")
final class DoctorCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = palisade.console();
    List<Check> checks = palisade.surroundings().checkup(palisade.target(), console::say);
    if (json) {
      console.json(checks);
    } else {
      checks.forEach(check -> print(console, check));
    }
    if (checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL)) {
      return Exit.FAILED;
    }
    return checks.stream().allMatch(check -> check.status() == Check.Status.OK)
        ? Exit.DONE
        : Exit.REMAINS;
  }

  private static void print(Console console, Check check) {
    Tint tint =
        switch (check.status()) {
          case OK -> Tint.GREEN;
          case WARN -> Tint.YELLOW;
          case FAIL -> Tint.RED;
        };
    console.print(
        "%s  %s: %s (%s)"
            .formatted(
                console.tint(tint, "%-4s".formatted(check.status())),
                check.place(),
                check.what(),
                check.found()));
    if (!check.mend().isEmpty()) {
      console.print("      to do: " + check.mend());
    }
  }
}
