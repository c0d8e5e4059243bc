package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.audit.Extract;
import dev.palisade.cli.audit.Format;
import dev.palisade.cli.audit.Line;
import dev.palisade.cli.audit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade audit export}: what the audit log says, for other programs. */
@Command(
    name = "export",
    description = {
      "Writes what the audit log says: every stage, decision and change, exemption, freeze,",
      "refusal, request and deployed policy. In patterns * stands for any text."
    })
final class AuditExportCommand implements Callable<Integer> {

  @ParentCommand private AuditCommand audit;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES} (default: csv); OCSF is one event a line.")
  private Format format = Format.CSV;

  @Option(names = "--since", paramLabel = "WHEN", description = "24h, 7d, a date or an instant.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "WHEN", description = "Before then.")
  private @Nullable String until;

  @Option(names = "--control", paramLabel = "ID", description = "About this control.")
  private String control = "";

  @Option(
      names = "--person",
      paramLabel = "WHO",
      description = "Done by, or about a change made by, this person or principal.")
  private String person = "";

  @Option(names = "--resource", paramLabel = "ARN", description = "About this resource.")
  private String resource = "";

  @Option(names = "--case", paramLabel = "ID", description = "About this case.")
  private String caseId = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where it goes (default: standard output).")
  private @Nullable Path file;

  @Override
  public Integer call() {
    Records records = audit.records();
    Instant now = records.clock().instant();
    Extract.Wanted wanted =
        new Extract.Wanted(
            since == null ? Instant.EPOCH : AuditCommand.time("--since", since, now),
            until == null ? Instant.MAX : AuditCommand.time("--until", until, now),
            control,
            person,
            resource,
            caseId);
    List<Line> lines = Extract.of(records, wanted);
    write(format.write(lines), lines.size());
    return Exit.DONE;
  }

  private void write(String text, int lines) {
    Console console = audit.console();
    if (file == null) {
      console.out().print(text);
      console.out().flush();
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Failure.because(file + " can't be written: " + e.getMessage());
    }
    console.say("%d lines in %s".formatted(lines, file.toAbsolutePath()));
  }
}
