package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.hub.Desk;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade unfreeze}: lifts the freeze, and goes on with what waited because of it. */
@Command(name = "unfreeze", description = "Lifts the freeze and goes on with what it kept waiting.")
final class UnfreezeCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    boolean wasFrozen = desk.cases().freeze().isPresent();
    int resumed = desk.unfreeze();
    if (json) {
      console.json(Map.of("frozen", false, "wasFrozen", wasFrozen, "resumed", resumed));
    } else {
      console.print(
          (wasFrozen ? "the freeze is lifted" : "there was no freeze")
              + (resumed == 0 ? "" : "; " + resumed + " cases that waited go on"));
    }
    return Exit.DONE;
  }
}
