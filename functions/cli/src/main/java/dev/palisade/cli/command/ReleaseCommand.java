package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade release ARN}: lets a workload out of quarantine, by two people. */
@Command(
    name = "release",
    description = {
      "Asks to put back what a quarantine changed.",
      "The first person who asks is noted; the second one has it done. It is refused while other"
          + " findings about the resource stand, or where it has changed since."
    },
    footer = "%nExit codes: 0 released, 1 refused or failed, 2 a second person has to agree.")
final class ReleaseCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", paramLabel = "ARN|ID", description = "What is released, or its case.")
  private String subject;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(
      names = "--force",
      description = "Although findings about it stand, or it has changed since.")
  private boolean force;

  @Option(names = "--json", description = "The case as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    Case before = subject.startsWith("arn:") ? quarantined(desk, subject) : desk.find(subject);
    desk.release(before, reason, force);
    int known = before.trail().size();
    Case end =
        CaseText.following(desk, console)
            .until(before.id(), known, now -> isAnswered(now, known), Remote.PATIENCE);
    if (json) {
      console.json(CaseRow.of(end));
    } else {
      console.print(CaseText.line(console, end));
    }
    if (end.state() == CaseState.UNDONE) {
      return Exit.DONE;
    }
    if (!isAnswered(end, known)) {
      throw Failure.because(
          "nothing has happened yet; palisade cases %s shows when it has".formatted(end.id()));
    }
    if (!end.trail().getLast().note().startsWith(Case.RELEASE_ASKED)) {
      return Exit.FAILED;
    }
    console.say("a second person has to agree: palisade release " + before.id());
    return Exit.REMAINS;
  }

  private static boolean isAnswered(Case now, int known) {
    return now.isUndoOver(known)
        || now.trail().size() > known
            && now.trail().getLast().note().startsWith(Case.RELEASE_ASKED);
  }

  private Case quarantined(Desk desk, String arn) {
    return desk.cases().byResource(arn).stream()
        .filter(item -> item.control().endsWith(".Quarantine"))
        .filter(item -> item.state().next().contains(CaseState.UNDONE))
        .max(Comparator.comparing(Case::openedAt))
        .orElseThrow(() -> Failure.because("nothing is quarantined there: " + arn));
  }
}
