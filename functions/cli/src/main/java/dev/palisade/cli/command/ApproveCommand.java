package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade approve ID}: says yes to a case's plan, and watches the function apply it. */
@Command(
    name = "approve",
    description = "Approves a case's plan; the domain's function then applies it under its role.",
    footer = "%nExit codes: 0 mended or contained, 1 refused or failed, 2 more approvals needed.")
final class ApproveCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", paramLabel = "ID", description = "The case.")
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the trail.")
  private String reason = "";

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  @Option(names = "--json", description = "The case as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    Case decided = desk.decide(id, true, reason);
    Case end = decided;
    if (!decided.isApproved()) {
      long yes = decided.approvals().stream().filter(one -> one.yes()).count();
      console.say(
          "recorded; %d of %d people have approved".formatted(yes, decided.approvalsNeeded()));
    } else if (!noWait) {
      end =
          CaseText.following(desk, console)
              .until(
                  id,
                  decided.trail().size(),
                  now -> now.version() > decided.version() && rests(now),
                  Remote.LONG_PATIENCE);
    }
    if (json) {
      console.json(CaseRow.of(end));
    } else {
      console.print(CaseText.line(console, end));
    }
    return noWait && decided.isApproved() ? Exit.DONE : CaseText.exit(List.of(end));
  }

  /** Kept from going on by a freeze or a limit, it rests in AWAITING_APPROVAL again. */
  private static boolean rests(Case now) {
    return !now.state().isOpen() || now.state() == CaseState.AWAITING_APPROVAL;
  }
}
