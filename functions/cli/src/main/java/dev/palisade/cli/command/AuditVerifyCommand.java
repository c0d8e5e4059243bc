package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Failure;
import dev.palisade.cli.audit.Finding;
import dev.palisade.cli.audit.Finding.Level;
import dev.palisade.cli.audit.Inspection;
import dev.palisade.cli.audit.Records;
import dev.palisade.cli.aws.DigestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code palisade audit verify}: was anything changed, dropped, reordered or put in. */
@Command(
    name = "verify",
    description = {
      "Checks that the audit log is whole: every case's trail, the journal, the signed digests",
      "over both, and that the table says the same. Reads only."
    },
    footer = "%nExit codes: 0 whole, 1 not whole, 2 it can't be told, 64 wrong usage.")
final class AuditVerifyCommand implements Callable<Integer> {

  private static final int WHOLE = 0;
  private static final int NOT_WHOLE = 1;
  private static final int CANNOT_TELL = 2;

  @ParentCommand private AuditCommand audit;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "What happened since then: 24h, 7d, 2026-11-25 or an ISO 8601 instant.")
  private @Nullable String since;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The public key in DER form, kept from earlier (default: ask KMS).")
  private @Nullable Path key;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      Records records = records();
      Instant from =
          since == null
              ? Instant.EPOCH
              : AuditCommand.time("--since", since, records.clock().instant());
      return told(Inspection.of(records, from));
    } catch (SdkException e) {
      audit.console().say("palisade: it can't be told: " + e.getMessage());
      return CANNOT_TELL;
    }
  }

  private Records records() {
    Records records = audit.records();
    if (key == null) {
      return records;
    }
    byte[] der = read(key);
    return new Records(
        records.log(),
        records.cases(),
        records.journal(),
        () -> DigestKey.of(der),
        records.clock());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.because(file + " can't be read: " + e.getMessage());
    }
  }

  private int told(Inspection.Result result) {
    int exit =
        result.has(Level.BROKEN) ? NOT_WHOLE : result.has(Level.UNKNOWN) ? CANNOT_TELL : WHOLE;
    Console console = audit.console();
    if (json) {
      console.json(
          Map.of(
              "whole", exit == WHOLE,
              "cases", result.cases(),
              "journal", result.journal(),
              "digests", result.digests(),
              "findings", result.findings()));
      return exit;
    }
    result.findings().forEach(one -> console.print(line(console, one)));
    console.print(
        "%d cases, %d journal entries, %d digests: %s"
            .formatted(
                result.cases(),
                result.journal(),
                result.digests(),
                switch (exit) {
                  case WHOLE -> console.tint(Tint.GREEN, "the record is whole");
                  case NOT_WHOLE -> console.tint(Tint.RED, "the record is NOT whole");
                  default -> console.tint(Tint.YELLOW, "it can't be told");
                }));
    return exit;
  }

  private static String line(Console console, Finding finding) {
    Tint tint =
        switch (finding.level()) {
          case BROKEN -> Tint.RED;
          case UNKNOWN -> Tint.YELLOW;
          case NOTE -> Tint.DIM;
        };
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    return "%s %s %s".formatted(console.tint(tint, level), finding.where(), finding.what());
  }
}
