package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.policy.Spans;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The case.")
  private @Nullable String id;

  @Option(names = "--all", description = "All that was changed since --since, latest first.")
  private boolean all;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "With --all: a time (2026-11-25T08:00:00Z) or how long ago (2h).")
  private @Nullable String since;

  @Option(names = "--force", description = "Although the resource has changed since.")
  private boolean force;

  @Option(names = "--json", description = "The case as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    if (all) {
      return undoAll(desk);
    }
    if (id == null) {
      throw Failure.because("say which case, or --all --since TIME");
    }
    return undo(desk, id);
  }

  private Integer undoAll(Desk desk) {
    if (since == null || id != null) {
      throw Failure.because("--all goes with --since TIME and without a case");
    }
    Console console = palisade.console();
    List<String> asked = desk.undoAll(time(desk, since), force);
    console.say("asked to undo " + asked.size() + " cases, latest first");
    List<Case> ends = new ArrayList<>();
    for (String one : asked) {
      Case end =
          CaseText.following(desk, console)
              .until(one, 0, now -> now.isUndoOver(now.trail().size() - 1), Remote.LONG_PATIENCE);
      ends.add(end);
      if (!json) {
        console.print(CaseText.line(console, end));
      }
    }
    if (json) {
      console.json(ends.stream().map(CaseRow::of).toList());
    }
    return ends.stream().allMatch(end -> end.state() == CaseState.UNDONE) ? Exit.DONE : Exit.FAILED;
  }

  private static Instant time(Desk desk, String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : desk.clock().instant().minus(Spans.parse(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw Failure.because("--since is a time such as 2026-11-25T08:00:00Z or 2h, not " + text);
    }
  }

  private Integer undo(Desk desk, String id) {
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
