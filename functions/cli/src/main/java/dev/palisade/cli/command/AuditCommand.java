package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.cli.audit.Records;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/** {@code palisade audit}: is the audit log whole, and what does it say. */
@Command(
    name = "audit",
    description = "Checks whether the audit log is whole, and exports it.",
    subcommands = {AuditVerifyCommand.class, AuditExportCommand.class})
final class AuditCommand implements Runnable {

  @ParentCommand private Palisade palisade;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "verify or export is needed");
    }
  }

  Console console() {
    return palisade.console();
  }

  Records records() {
    return palisade.surroundings().records(palisade.target());
  }

  /**
   * A time that was asked for: so long ago, a day, or an instant.
   *
   * @throws Failure if it is none of these
   */
  static Instant time(String option, String text, Instant now) {
    try {
      if (text.matches("\\d+[hd]")) {
        String unit = text.endsWith("d") ? "P" : "PT";
        return now.minus(Duration.parse(unit + text.toUpperCase(Locale.ROOT)));
      }
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Failure.usage(
          "%s is neither 24h, 7d, a date nor an ISO 8601 instant: %s".formatted(option, text));
    }
  }
}
