package dev.palisade.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Console;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade replay FILE…}: sends recorded events through the deployed system. */
@Command(
    name = "replay",
    description = {
      "Sends recorded events through the deployed system.",
      "They go wrapped as palisade.replay; what becomes of them is followed."
    },
    footer = "%nExit codes: 0 nothing left, 1 failed, 2 cases remain.")
final class ReplayCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Events as JSON.")
  private List<Path> files = List.of();

  @Option(
      names = "--keep-id",
      description = "Under the recorded ids, as duplicates of what was handled before.")
  private boolean keepId;

  @Option(names = "--json", description = "The cases as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = palisade.console();
    List<JsonNode> events = new ArrayList<>();
    files.forEach(file -> events.addAll(Events.read(file)));
    Desk desk = palisade.desk();
    List<Case> cases = new ArrayList<>();
    for (JsonNode event : events) {
      cases.addAll(Remote.replayed(desk, console, event, keepId));
    }
    if (json) {
      console.json(cases.stream().map(CaseRow::of).toList());
    } else if (cases.isEmpty()) {
      console.print("no case: nothing waits for these events, or all controls hold");
    } else {
      cases.forEach(item -> console.print(CaseText.line(console, item)));
    }
    return CaseText.exit(cases);
  }
}
