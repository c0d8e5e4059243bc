package dev.palisade.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Settings;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a control, from {@code src/test/resources/cases/<control id>/<name>.json}.
 *
 * @param about what the sample shows, in a sentence
 * @param type resource type name; the kind's first type where left out
 * @param id the resource's id
 * @param settings overrides of the control's settings
 * @param facts facts of the event
 * @param baseline the last good state, or absent
 * @param state the observed state
 * @param plan the expected plan: {@code {"kind":…,"changes":[…],"asks":false,"partial":false}}
 * @param changed names of the state's members that the plan may change; all others must stay
 * @param ordered names of arrays in the state whose order carries meaning, so are not shuffled
 */
public record SampleCase(
    String about,
    @Nullable String type,
    @Nullable String id,
    @Nullable Map<String, Object> settings,
    @Nullable Map<String, String> facts,
    @Nullable JsonNode baseline,
    JsonNode state,
    Expected plan,
    @Nullable List<String> changed,
    @Nullable List<String> ordered) {

  /** What the plan must be. */
  public record Expected(
      String kind, @Nullable List<JsonNode> changes, boolean asks, boolean partial) {

    List<JsonNode> changesOrNone() {
      return changes == null ? List.of() : changes;
    }
  }

  Settings settingsOver(Settings defaults) {
    return settings == null ? defaults : defaults.overriddenBy(new Settings(settings));
  }

  Map<String, String> factsOrNone() {
    return facts == null ? Map.of() : facts;
  }

  List<String> changedOrNone() {
    return changed == null ? List.of() : changed;
  }

  List<String> orderedOrNone() {
    return ordered == null ? List.of() : ordered;
  }

  static List<Named> of(String controlId) {
    Path folder = Path.of("src/test/resources/cases", controlId);
    if (!Files.isDirectory(folder)) {
      throw new AssertionError(controlId + " has no samples in " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> new Named(file.getFileName().toString(), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleCase read(Path file) {
    try {
      return Codec.plain().readValue(Files.readString(file), SampleCase.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sample with its file name. */
  record Named(String file, SampleCase sample) {}
}
