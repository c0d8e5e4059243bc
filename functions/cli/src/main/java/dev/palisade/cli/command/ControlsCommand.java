package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.pipeline.ScanRow;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Call;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.platform.function.DomainModule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade controls [ID]}: the catalogue, or one control. */
@Command(name = "controls", description = "Shows the catalogue of controls, or one control.")
final class ControlsCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "One control only.")
  private @Nullable String id;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  /**
   * A control as JSON.
   *
   * @param types CloudFormation type names of the resources it judges
   * @param triggers the events that make it look, in words
   * @param calls IAM actions of its fixes
   * @param undoCalls IAM actions of its undos
   * @param settings its settings with their defaults
   */
  private record Row(
      String control,
      String title,
      String why,
      String breaks,
      String domain,
      List<String> types,
      Severity severity,
      Autonomy autonomy,
      List<String> triggers,
      List<String> calls,
      List<String> undoCalls,
      Map<String, Object> settings,
      Map<String, List<String>> standards,
      List<String> sources) {}

  @Override
  public Integer call() {
    Console console = palisade.console();
    List<Row> rows =
        palisade.surroundings().domains().stream()
            .map(DomainModule::domain)
            .flatMap(ControlsCommand::rows)
            .filter(row -> id == null || row.control().equals(id))
            .sorted(Comparator.comparing(Row::control))
            .toList();
    if (rows.isEmpty()) {
      throw Failure.usage("there is no control " + id + "; palisade controls lists them");
    }
    if (json) {
      console.json(rows);
    } else if (id != null) {
      print(console, rows.getFirst());
    } else {
      Table table = new Table("CONTROL", "SEVERITY", "DEFAULT", "WHAT HOLDS WHEN ALL IS WELL");
      rows.forEach(row ->
          table.row(row.control(), row.severity().name(), row.autonomy().name(), row.title()));
      table.print(console);
    }
    return Exit.DONE;
  }

  private static Stream<Row> rows(Domain domain) {
    return domain.kinds().stream().flatMap(kind -> rows(domain, kind));
  }

  private static Stream<Row> rows(Domain domain, ResourceKind<?, ?> kind) {
    List<String> types = kind.types().stream().map(ResourceType::name).toList();
    return kind.controls().stream().map(Control::spec).map(spec -> row(domain.name(), types, spec));
  }

  private static Row row(String domain, List<String> types, ControlSpec spec) {
    return new Row(
        spec.id(),
        spec.title(),
        spec.why(),
        spec.breaks(),
        domain,
        types,
        spec.severity(),
        spec.autonomy(),
        spec.triggers().stream().map(ControlsCommand::words).distinct().toList(),
        spec.calls().stream().map(Call::action).sorted().distinct().toList(),
        spec.undoCalls().stream().map(Call::action).sorted().distinct().toList(),
        new TreeMap<>(spec.defaults().values()),
        ScanRow.standards(spec),
        spec.sources());
  }

  private static String words(Trigger trigger) {
    String names = String.join(", ", trigger.match().getOrDefault("/eventName", List.of()));
    return trigger.source() + (names.isEmpty() ? " " + trigger.detailType() : " " + names);
  }

  private static void print(Console console, Row row) {
    console.print(console.tint(Tint.BOLD, row.control()) + "  " + row.title());
    console.print("");
    field(console, "why", row.why());
    field(console, "may break", row.breaks());
    field(console, "severity", row.severity().name());
    field(console, "by default", row.autonomy().name());
    field(console, "judges", String.join(", ", row.types()));
    field(console, "domain", row.domain());
    field(console, "looks at", String.join("\n              ", row.triggers()));
    field(console, "fix calls", String.join(", ", row.calls()));
    field(console, "undo calls", String.join(", ", row.undoCalls()));
    row.settings().forEach((name, value) -> field(console, "setting", name + " = " + value));
    row.standards().forEach((standard, ids) -> field(console, standard, String.join(", ", ids)));
    row.sources().forEach(source -> field(console, "source", source));
  }

  private static void field(Console console, String name, String value) {
    if (!value.isEmpty()) {
      console.print("%-12s  %s".formatted(name, value));
    }
  }
}
