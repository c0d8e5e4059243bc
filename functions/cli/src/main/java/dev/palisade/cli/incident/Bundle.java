package dev.palisade.cli.incident;

import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.core.audit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An incident as a folder to hand over: page, JSON, CSV, the records behind it as they were read,
 * and what each file hashes to.
 */
public final class Bundle {

  private static final String SUMS = "SHA256SUMS";

  private Bundle() {}

  /** A file of the folder with its hash. */
  record Entry(String file, int bytes, String sha256) {}

  /**
   * What was gathered, when, and the files that hold it.
   *
   * @param subject what it is about
   * @param since from then on
   * @param until before then
   * @param generated when it was gathered
   * @param places accounts and regions that were asked
   * @param limits what is missing
   * @param files all files but this one and the sums
   */
  record Manifest(
      String subject,
      Instant since,
      Instant until,
      Instant generated,
      List<String> places,
      List<String> limits,
      List<Entry> files) {
    Manifest {
      places = List.copyOf(places);
      limits = List.copyOf(limits);
      files = List.copyOf(files);
    }
  }

  /**
   * Writes the folder, which must be new or empty: evidence is not written over. {@code sha256sum
   * -c SHA256SUMS} checks it.
   *
   * @return how many files it has
   * @throws Failure if it has files already, or can't be written
   */
  public static int write(Path folder, Incident incident) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw Failure.usage(folder + " is not empty; evidence is not written over");
        }
      }
      return write(folder, contents(incident), incident);
    } catch (IOException e) {
      throw Failure.because(folder + " can't be written: " + e.getMessage());
    }
  }

  private static int write(Path folder, Map<String, String> contents, Incident incident)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, String> one : contents.entrySet()) {
      entries.add(put(folder, one.getKey(), one.getValue()));
    }
    Manifest manifest =
        new Manifest(
            incident.subject(),
            incident.since(),
            incident.until(),
            incident.generated(),
            incident.places(),
            incident.limits(),
            entries);
    entries.add(put(folder, "manifest.json", Console.toJson(manifest) + "\n"));
    String sums =
        entries.stream()
            .map(entry -> "%s  %s\n".formatted(entry.sha256(), entry.file()))
            .collect(Collectors.joining());
    Files.writeString(folder.resolve(SUMS), sums);
    return entries.size() + 1;
  }

  private static Entry put(Path folder, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, bytes);
    return new Entry(name, bytes.length, Digest.ofBytes(bytes));
  }

  private static Map<String, String> contents(Incident incident) {
    Map<String, String> contents = new LinkedHashMap<>();
    contents.put("incident.html", IncidentPage.of(incident));
    contents.put("incident.json", Console.toJson(incident) + "\n");
    contents.put("timeline.csv", IncidentCsv.of(incident));
    // As AWS gave them, one a line: a line break in JSON is white space between members.
    contents.put(
        "records/cloudtrail.jsonl",
        incident.raw().calls().stream()
            .map(call -> call.record().strip().replaceAll("[\\r\\n]+", " ") + "\n")
            .collect(Collectors.joining()));
    contents.put("records/cases.json", Console.toJson(incident.raw().cases()) + "\n");
    contents.put("records/journal.json", Console.toJson(incident.raw().journal()) + "\n");
    return contents;
  }
}
