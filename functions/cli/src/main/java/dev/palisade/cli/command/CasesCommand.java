package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.pipeline.PlanRow;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.ticket.FiledTicket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade cases [ID]}: what Palisade saw and did, or one case whole. */
@Command(
    name = "cases",
    description = "Lists the hub's cases, or shows one with its evidence, plan and trail.",
    footer = "%nExit codes: 0 no open case, 1 failed, 2 open cases.")
final class CasesCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "One case only.")
  private @Nullable String id;

  @Option(
      names = "--state",
      paramLabel = "S",
      description = "In this state: ${COMPLETION-CANDIDATES}")
  private @Nullable CaseState state;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    List<Case> cases = cases(desk);
    if (json) {
      console.json(cases.stream().map(CaseRow::of).toList());
    } else if (id != null) {
      print(console, cases.getFirst(), desk.cases().ticket(cases.getFirst().id()));
    } else {
      list(console, cases);
    }
    return cases.stream().anyMatch(item -> item.state().isOpen()) ? Exit.REMAINS : Exit.DONE;
  }

  private List<Case> cases(Desk desk) {
    if (id != null) {
      return List.of(desk.find(id));
    }
    return state == null ? desk.cases().all() : desk.cases().byState(state);
  }

  private static void list(Console console, List<Case> cases) {
    if (cases.isEmpty()) {
      console.print("no cases");
      return;
    }
    Table table = new Table("CASE", "STATE", "SEVERITY", "CONTROL", "RESOURCE", "WHY");
    cases.forEach(item ->
        table.row(
            item.id(),
            item.state().name(),
            item.severity().name(),
            item.control(),
            item.resource().arn(),
            item.reason()));
    table.print(console);
  }

  private static void print(Console console, Case item, Optional<FiledTicket> ticket) {
    console.print(CaseText.line(console, item));
    console.print("  " + item.title());
    console.print("  AI scope: " + item.scope().why());
    console.print(
        "  event: %s %s by %s at %s"
            .formatted(
                item.origin().source(),
                item.origin().name(),
                item.origin().actor().principal(),
                item.origin().at()));
    console.print("  evidence: " + item.proposal().evidence());
    if (item.approvalsNeeded() > 0) {
      console.print(
          "  approvals: %d of %d".formatted(item.approvals().size(), item.approvalsNeeded()));
    }
    ticket.ifPresent(one -> console.print("  ticket: " + TicketLine.of(console, one)));
    console.print("");
    Diff.print(console::print, console, PlanRow.of(item));
    item.trail().forEach(entry -> console.print(entry(console, entry)));
    console.print(
        AuditEntry.isWhole(item.trail())
            ? console.tint(Tint.DIM, "  the trail is whole")
            : console.tint(Tint.RED, "  the trail is broken: entries are missing or altered"));
  }

  private static String entry(Console console, AuditEntry entry) {
    return "  %2d  %s  %s  %s (%s)"
        .formatted(
            entry.number(),
            console.tint(Tint.DIM, entry.at().toString()),
            CaseText.state(console, CaseState.valueOf(entry.stage())),
            entry.note(),
            entry.by());
  }
}
