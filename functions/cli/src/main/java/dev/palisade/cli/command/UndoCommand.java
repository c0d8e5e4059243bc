package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade undo ID}: lets the domain's function put back what was before. */
@Command(
    name = "undo",
    description = {
      "Puts back what a case's fix changed.",
      "The domain's function does it under the restore role, and holds the finding for a while, so"
          + " that it is not mended again at once."
    },
    footer = "%nExit codes: 0 undone, 1 refused or failed.")
final class UndoCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", paramLabel = "ID", description = "The case.")
  private String id;

  @Option(names = "--force", description = "Although the resource has changed since.")
  private boolean force;

  @Option(names = "--json", description = "The case as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    Case before = desk.find(id);
    if (!before.state().next().contains(CaseState.UNDONE)) {
      throw Failure.because("a case in state " + before.state() + " has nothing to undo");
    }
    desk.undo(before, force);
    Case end =
        CaseText.following(desk, console)
            .until(
                id,
                before.trail().size(),
                now -> now.isUndoOver(before.trail().size()),
                Remote.PATIENCE);
    if (json) {
      console.json(CaseRow.of(end));
    } else {
      console.print(CaseText.line(console, end));
    }
    if (end.version() == before.version()) {
      throw Failure.because(
          "nothing has happened yet; palisade cases " + id + " shows when it has");
    }
    return end.state() == CaseState.UNDONE ? Exit.DONE : Exit.FAILED;
  }
}
