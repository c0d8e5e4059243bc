package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.demo.Demonstration;
import dev.palisade.cli.demo.Outcome;
import dev.palisade.cli.demo.Programs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade demo}: the main job, end to end, on the local AWS. */
@Command(
    name = "demo",
    description = "Shows Palisade at work on the local AWS, end to end.",
    footer = "%nExit codes: 0 every gap ended as the sample declares, 1 one did not.")
final class DemoCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Option(names = "--yes", description = "Approve what needs a person without asking.")
  private boolean yes;

  @Option(names = "--keep", description = "Leave the local AWS running afterwards.")
  private boolean keep;

  @Option(names = "--port", paramLabel = "N", description = "Port of the local AWS.")
  private @Nullable Integer port;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "Where the report goes (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("report.html");

  @Option(names = "--json", description = "The result as JSON on standard output.")
  private boolean json;

  /**
   * The result as JSON.
   *
   * @param ok whether every gap ended as the sample declares
   * @param report path of the page
   */
  private record Result(boolean ok, List<Outcome> gaps, String report) {}

  @Override
  public Integer call() {
    Console console = palisade.console();
    Instant now = Instant.now();
    Demonstration demonstration =
        new Demonstration(
            Programs.ofLauncher(),
            palisade.surroundings().domains(),
            console,
            item -> yes || console.ask("Approve " + item.id() + " (" + item.control() + ")?"),
            port);
    List<Outcome> outcomes = demonstration.run();
    ReportCommand.write(
        file,
        demonstration.cases(),
        palisade.surroundings().domains(),
        "Palisade: the demonstration's gaps, and what became of them",
        now);
    if (!keep) {
      demonstration.stop();
    }
    boolean ok = !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::isAsDeclared);
    String path = file.toAbsolutePath().toString();
    if (json) {
      console.json(new Result(ok, outcomes, path));
    } else {
      print(console, outcomes, path);
    }
    return ok ? Exit.DONE : Exit.FAILED;
  }

  private static void print(Console console, List<Outcome> outcomes, String path) {
    Table table = new Table("CONTROL", "BEFORE", "AFTER", "DECISION", "SECONDS", "GAP");
    outcomes.forEach(one ->
        table.row(
            one.gap().control(),
            "open",
            one.state() == null ? "open" : one.state().name(),
            one.decision() == null ? "-" : one.decision().name(),
            "%.1f".formatted(one.seconds()),
            one.gap().title()));
    console.print("");
    table.print(console);
    console.print("");
    outcomes.stream()
        .filter(one -> !one.isAsDeclared())
        .forEach(one -> console.print(console.tint(Tint.RED, "not as declared: ") + wrong(one)));
    long good = outcomes.stream().filter(Outcome::isAsDeclared).count();
    console.print(
        "%d of %d gaps ended as the sample declares; report: %s"
            .formatted(good, outcomes.size(), path));
  }

  private static String wrong(Outcome one) {
    return "%s: %s on %s should be %s and end %s: %s"
        .formatted(
            one.gap().id(),
            one.gap().control(),
            one.gap().resource(),
            one.gap().decision(),
            one.gap().state(),
            one.reason());
  }
}
