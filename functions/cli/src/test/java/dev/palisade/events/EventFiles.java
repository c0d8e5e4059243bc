package dev.palisade.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The event files of the repository, by path relative to their folder. */
public final class EventFiles {

  /** The repository's top folder; Maven runs tests in the module's. */
  public static final Path ROOT = Path.of("../..");

  private EventFiles() {}

  /** Each file's JSON. */
  static SortedMap<String, ObjectNode> json() {
    Path folder = ROOT.resolve("events");
    SortedMap<String, ObjectNode> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        found.put(
            folder.relativize(file).toString().replace('\\', '/'),
            (ObjectNode) Codec.plain().readTree(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Each file's event. */
  public static Map<String, Event> events() {
    SortedMap<String, Event> found = new TreeMap<>();
    json().forEach((file, json) -> found.put(file, Event.of(json)));
    return found;
  }
}
