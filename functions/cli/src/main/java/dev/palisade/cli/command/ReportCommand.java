package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.report.ReportPage;
import dev.palisade.cli.report.Reporter;
import dev.palisade.core.cases.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade report}: the hub's cases as one page that can be forwarded. */
@Command(
    name = "report",
    description = "Writes one HTML page: posture before and after, and every case with its trail.")
final class ReportCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Cases opened since then: 24h, 7d, 2026-11-25 or an ISO 8601 instant.")
  private @Nullable String since;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "Where the page goes (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("report.html");

  @Option(names = "--json", description = "The cases as JSON on standard output, and no page.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    Console console = palisade.console();
    Instant now = desk.clock().instant();
    Instant from = since == null ? Instant.EPOCH : instant(since, now);
    List<Case> cases =
        desk.cases().all().stream().filter(item -> !item.openedAt().isBefore(from)).toList();
    if (json) {
      console.json(cases.stream().map(CaseRow::of).toList());
      return Exit.DONE;
    }
    write(file, cases, "Palisade: what was open around AI workloads, and what became of it", now);
    console.print(file.toAbsolutePath().toString());
    return Exit.DONE;
  }

  /** Writes the page of cases. */
  static void write(Path file, List<Case> cases, String title, Instant now) {
    try {
      Files.writeString(file, ReportPage.of(Reporter.of(cases, title, now)));
    } catch (IOException e) {
      throw Failure.because("the report can't be written: " + e.getMessage());
    }
  }

  private static Instant instant(String text, Instant now) {
    try {
      if (text.matches("\\d+[hd]")) {
        String unit = text.endsWith("d") ? "P" : "PT";
        return now.minus(Duration.parse(unit + text.toUpperCase(Locale.ROOT)));
      }
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Failure.usage("--since is neither 24h, 7d, a date nor an ISO 8601 instant: " + text);
    }
  }
}
