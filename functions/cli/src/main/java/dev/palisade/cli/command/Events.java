package dev.palisade.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Failure;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.MalformedEventException;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads EventBridge events from files: one object, or an array of them. */
final class Events {

  private Events() {}

  /**
   * The events of a file, checked to be ones.
   *
   * @throws Failure naming file and fault
   */
  static List<JsonNode> read(Path file) {
    try {
      JsonNode json = Codec.plain().readTree(Files.readString(file));
      List<JsonNode> events = new ArrayList<>();
      if (json.isArray()) {
        json.forEach(events::add);
      } else {
        events.add(json);
      }
      events.forEach(Event::of);
      return events;
    } catch (JsonProcessingException e) {
      throw Failure.usage(file + " is not JSON: " + e.getOriginalMessage());
    } catch (MalformedEventException e) {
      throw Failure.usage(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw Failure.usage(file + " can't be read: " + e.getMessage());
    }
  }
}
