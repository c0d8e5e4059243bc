package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.pipeline.ScanRow;
import dev.palisade.cli.pipeline.ScanRow.Status;
import dev.palisade.cli.pipeline.Scanner;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.engine.Reach;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade scan}: every control over every resource, read only. */
@Command(
    name = "scan",
    description = "Judges every resource by every control; reads only.",
    footer = "%nExit codes: 0 all hold, 1 something could not be read, 2 findings.")
final class ScanCommand implements Callable<Integer> {

  /** Which resources are shown. */
  enum Scope {
    AI,
    ALL
  }

  @ParentCommand private Palisade palisade;

  @Option(
      names = "--type",
      paramLabel = "T",
      description = "Only resources of this CloudFormation type; may be repeated.")
  private Set<String> types = new LinkedHashSet<>();

  @Option(
      names = "--control",
      paramLabel = "ID",
      description = "Only this control; may be repeated.")
  private Set<String> controls = new LinkedHashSet<>();

  @Option(
      names = "--scope",
      defaultValue = "AI",
      description = "ai: resources of AI workloads (default); all: everything.")
  private Scope scope = Scope.AI;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = palisade.console();
    Workplace place = palisade.workplace();
    known(place);
    List<ScanRow> rows =
        new Scanner(place, InstantSource.system(), console::say)
            .scan(new Scanner.Selection(types, controls, scope == Scope.ALL));
    if (json) {
      console.json(rows);
    } else {
      print(console, rows);
    }
    if (rows.stream().anyMatch(row -> row.status() == Status.ERROR)) {
      return Exit.FAILED;
    }
    return rows.stream().anyMatch(ScanRow::isFinding) ? Exit.REMAINS : Exit.DONE;
  }

  private void known(Workplace place) {
    Set<String> ids = place.specs().map(ControlSpec::id).collect(Collectors.toSet());
    controls.stream()
        .filter(id -> !ids.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw Failure.usage("there is no control " + id + "; palisade controls lists them");
        });
    Set<String> names =
        place.domains().stream()
            .flatMap(area -> area.reaches().stream())
            .map(Reach::kind)
            .flatMap(kind -> kind.types().stream())
            .map(type -> type.name())
            .collect(Collectors.toSet());
    types.stream()
        .filter(type -> !names.contains(type))
        .findFirst()
        .ifPresent(type -> {
          throw Failure.usage("no control judges a " + type + "; known are " + sorted(names));
        });
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static void print(Console console, List<ScanRow> rows) {
    Table table = new Table("STATUS", "SEVERITY", "CONTROL", "RESOURCE", "WHY");
    List<ScanRow> shown =
        rows.stream()
            .filter(row -> row.status() != Status.PASS && row.status() != Status.NOT_APPLICABLE)
            .sorted(
                Comparator.comparing(ScanRow::status)
                    .thenComparing(ScanRow::severity, Comparator.reverseOrder()))
            .toList();
    shown.forEach(row ->
        table.row(
            row.status().name(),
            row.severity().name(),
            row.control(),
            row.resource(),
            row.error() == null ? words(row) : row.error()));
    if (!shown.isEmpty()) {
      table.print(console);
      console.print("");
    }
    console.print(
        "%d findings, %d hold, %d exempt, %d not readable"
            .formatted(
                count(rows, Status.FAIL),
                count(rows, Status.PASS),
                count(rows, Status.EXEMPT),
                count(rows, Status.ERROR)));
  }

  private static String words(ScanRow row) {
    return row.scope().why() + (row.evidence().isEmpty() ? "" : "; " + row.evidence());
  }

  private static long count(List<ScanRow> rows, Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }
}
