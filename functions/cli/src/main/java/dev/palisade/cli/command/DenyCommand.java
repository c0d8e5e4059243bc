package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.core.cases.Case;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade deny ID}: says no to a case's plan. */
@Command(name = "deny", description = "Denies a case's plan; the finding stands.")
final class DenyCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", paramLabel = "ID", description = "The case.")
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the trail.")
  private String reason = "";

  @Option(names = "--json", description = "The case as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Case denied = palisade.desk().decide(id, false, reason);
    Console console = palisade.console();
    if (json) {
      console.json(CaseRow.of(denied));
    } else {
      console.print(CaseText.line(console, denied));
    }
    return Exit.DONE;
  }
}
