package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.pipeline.PlanRow;
import dev.palisade.cli.pipeline.Planner;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.core.event.Event;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade plan ARN | --event FILE}: what would be done, as a diff. */
@Command(
    name = "plan",
    description = "Shows what would be done about a resource or an event; changes nothing.",
    footer = "%nExit codes: 0 nothing to do, 1 failed, 2 something would be done.")
final class PlanCommand implements Callable<Integer> {

  /** What is looked at. */
  static final class Subject {
    @Parameters(index = "0", paramLabel = "ARN", description = "A resource.")
    private @Nullable String arn;

    @Option(names = "--event", paramLabel = "FILE", description = "An EventBridge event as JSON.")
    private @Nullable Path event;
  }

  @ParentCommand private Palisade palisade;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Option(names = "--control", paramLabel = "ID", description = "By this control only.")
  private String control = "";

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = palisade.console();
    Workplace place = palisade.workplace();
    List<PlanRow> plans = plans(place);
    if (json) {
      console.json(plans);
    } else if (plans.isEmpty()) {
      console.print("nothing to do: all controls hold");
    } else {
      plans.forEach(plan -> Diff.print(console::print, console, plan));
    }
    return plans.isEmpty() ? Exit.DONE : Exit.REMAINS;
  }

  private List<PlanRow> plans(Workplace place) {
    Planner planner = new Planner(place, InstantSource.system());
    try {
      if (subject.arn != null) {
        return planner.plan(place.locate(subject.arn), control);
      }
      return Events.read(java.util.Objects.requireNonNull(subject.event)).stream()
          .flatMap(json -> planner.plan(Event.of(json)).stream())
          .toList();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
