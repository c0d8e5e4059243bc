package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.incident.Bundle;
import dev.palisade.cli.incident.Incident;
import dev.palisade.cli.incident.IncidentPage;
import dev.palisade.cli.incident.IncidentText;
import dev.palisade.cli.incident.Inquiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade incident}: what happened around a resource, a principal or an address. */
@Command(
    name = "incident",
    description = {
      "One timeline of what AWS recorded and what Palisade and people did around a resource,",
      "a role, user, session or access key, or an address or network; who touched which AI",
      "data and models. With --account only there, else in every governed account and region."
    },
    footer =
        "%nExit codes: 0 no open case, 1 failed or nothing known, 2 open cases, 64 wrong usage.")
final class IncidentCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(paramLabel = "SUBJECT", description = "ARN, IP address or network, or access key id.")
  private String subject = "";

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      defaultValue = "24h",
      description = "From then on: 24h, 7d, a date or an instant (default: ${DEFAULT-VALUE}).")
  private String since = "24h";

  @Option(names = "--until", paramLabel = "WHEN", description = "Before then (default: now).")
  private @Nullable String until;

  @Option(
      names = "--max-events",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Records that one question to a history may bring (default: 5000).")
  private int most = 5000;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes one HTML page there.")
  private @Nullable Path page;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Writes page, JSON, CSV and the records with their SHA-256 into a new folder.")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    if (most < 1) {
      throw Failure.usage("--max-events must be at least 1");
    }
    Console console = palisade.console();
    Archives archives = palisade.surroundings().archives(palisade.target());
    Instant now = archives.clock().instant();
    Incident incident =
        Inquiry.of(
            archives,
            subject,
            AuditCommand.time("--since", since, now),
            until == null ? now : AuditCommand.time("--until", until, now),
            most,
            console::say);
    if (incident.isUnknown()) {
      throw Failure.because(unknown(incident));
    }
    write(console, incident);
    if (json) {
      console.json(incident);
    } else {
      IncidentText.print(console, incident);
    }
    return incident.isOpen() ? Exit.REMAINS : Exit.DONE;
  }

  private void write(Console console, Incident incident) {
    if (page != null) {
      try {
        Files.writeString(page, IncidentPage.of(incident));
      } catch (IOException e) {
        throw Failure.because(page + " can't be written: " + e.getMessage());
      }
      console.say("page: " + page.toAbsolutePath());
    }
    if (folder != null) {
      int files = Bundle.write(folder, incident);
      console.say("%d files in %s".formatted(files, folder.toAbsolutePath()));
    }
  }

  private static String unknown(Incident incident) {
    StringBuilder text = new StringBuilder();
    text.append(
        "nothing is known of %s between %s and %s: no call in the event history of %s, and no case"
            .formatted(
                incident.subject(),
                incident.since(),
                incident.until(),
                incident.places().isEmpty()
                    ? "any account, for none that is governed can have it"
                    : String.join("; ", incident.places())));
    incident.limits().forEach(limit -> text.append("\n  not seen: ").append(limit));
    return text.toString();
  }
}
