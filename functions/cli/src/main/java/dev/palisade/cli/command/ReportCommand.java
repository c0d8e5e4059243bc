package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.report.CaseTable;
import dev.palisade.cli.report.Period;
import dev.palisade.cli.report.ReportPage;
import dev.palisade.cli.report.Reporter;
import dev.palisade.core.cases.Case;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.policy.Patterns;
import dev.palisade.platform.function.DomainModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade report}: what a period's cases say, as a page that can be forwarded, or data. */
@Command(
    name = "report",
    description = {
      "Reports on a period: findings over time, how long fixes and approvals took, cases by state,",
      "what was left and why, by control and by standard, and every case with its trail.",
      "--account narrows it to resources of that account."
    })
final class ReportCommand implements Callable<Integer> {

  private static final String TITLE =
      "Palisade: what was open around AI workloads, and what became of it";
  private static final Path PAGE = Path.of("report.html");

  @ParentCommand private Palisade palisade;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "From then on: 24h, 30d, a date or an instant (default: the first case).")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "WHEN", description = "Before then (default: now).")
  private @Nullable String until;

  @Option(
      names = "--control",
      paramLabel = "ID",
      description = "Only this control; * stands for any text.")
  private String control = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where it goes (default: report.html; data: standard output).")
  private @Nullable Path file;

  @ArgGroup private Data data = new Data();

  /** At most one of these. */
  private static final class Data {
    @Option(names = "--json", description = "Figures and cases as JSON, and no page.")
    private boolean json;

    @Option(names = "--csv", description = "The cases as CSV, one a row, and no page.")
    private boolean csv;
  }

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Instant now = desk.clock().instant();
    String account = Objects.requireNonNullElse(palisade.target().account(), "");
    List<Case> cases =
        desk.cases().all().stream()
            .filter(item -> control.isEmpty() || Patterns.matches(control, item.control()))
            .filter(item -> account.isEmpty() || account.equals(item.resource().account()))
            .toList();
    Reporter reporter =
        new Reporter(cases, period(cases, now), specs(palisade.surroundings().domains()));
    if (data.json) {
      ReportDocument.Asked asked = new ReportDocument.Asked(control, account);
      print(Console.toJson(ReportDocument.of(reporter, asked, now)) + "\n");
    } else if (data.csv) {
      print(CaseTable.of(reporter.cases()));
    } else {
      Path page = file == null ? PAGE : file;
      write(page, ReportPage.of(reporter.page(TITLE, now)));
      palisade.console().print(page.toAbsolutePath().toString());
    }
    return Exit.DONE;
  }

  private Period period(List<Case> cases, Instant now) {
    Instant from =
        since == null
            ? cases.stream().map(Case::openedAt).min(Comparator.naturalOrder()).orElse(now)
            : AuditCommand.time("--since", since, now);
    if (until == null) {
      return Period.untilNow(from, now);
    }
    Instant to = AuditCommand.time("--until", until, now);
    if (since == null && to.isBefore(from)) {
      return new Period(to, to);
    }
    if (to.isBefore(from)) {
      throw Failure.usage("--until is before --since");
    }
    return to.isAfter(now) ? Period.untilNow(from, now) : new Period(from, to);
  }

  /** Writes the page of cases that were opened since a time. */
  static void write(
      Path file, List<Case> cases, List<DomainModule> domains, String title, Instant since) {
    Instant now = Instant.now();
    Reporter reporter = new Reporter(cases, Period.untilNow(since, now), specs(domains));
    write(file, ReportPage.of(reporter.page(title, now)));
  }

  private static List<ControlSpec> specs(List<DomainModule> domains) {
    return domains.stream().flatMap(module -> module.domain().specs()).toList();
  }

  private void print(String text) {
    if (file != null) {
      write(file, text);
      palisade.console().say(file.toAbsolutePath().toString());
      return;
    }
    palisade.console().out().print(text);
    palisade.console().out().flush();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Failure.because("the report can't be written: " + e.getMessage());
    }
  }
}
