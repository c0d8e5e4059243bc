package dev.palisade.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.EventPatterns;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.event.ruler.Ruler;

/**
 * The deployed patterns, by EventBridge's own matcher, want what the triggers want: over every
 * recorded event of the repository, and over what becomes of each when one field changes.
 */
class PatternsMatchTriggersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("palisade.root"));

  @TestFactory
  Stream<DynamicTest> recordedEvents() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(10);
    return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
  }

  private static void compare(Path file) throws Exception {
    JsonNode event = JSON.readTree(file.toFile());
    List<Domain> all = PalisadeApp.domains();
    List<JsonNode> variations = new ArrayList<>();
    variations.add(event);
    vary(event, variations);
    for (JsonNode one : variations) {
      assertThat(matches(EventPatterns.member(all), one))
          .as("members, %s", one)
          .isEqualTo(wanted(all, one));
      for (Domain domain : all) {
        assertThat(matches(EventPatterns.hub(domain, Synthesized.HUB), one))
            .as("%s, %s", domain.name(), one)
            .isEqualTo(wanted(List.of(domain), one));
      }
    }
  }

  private static boolean wanted(List<Domain> domains, JsonNode json) {
    Event event = Event.of(json);
    return domains.stream()
        .flatMap(domain ->
            Stream.concat(
                domain.specs().map(ControlSpec::triggers).flatMap(List::stream),
                domain.watches().stream()))
        .anyMatch((Trigger trigger) -> trigger.matches(event));
  }

  private static boolean matches(List<String> patterns, JsonNode event) throws Exception {
    for (String pattern : patterns) {
      if (Ruler.matchesRule(event.toString(), pattern)) {
        return true;
      }
    }
    return false;
  }

  /** Changes each text of the envelope's matched members and of the detail, one at a time. */
  private static void vary(JsonNode root, List<JsonNode> into) {
    for (String member : List.of("source", "detail-type")) {
      ObjectNode changed = root.deepCopy();
      changed.put(member, root.get(member).asText() + "x");
      into.add(changed);
    }
    for (String member : List.of("eventName", "eventSource")) {
      if (!root.path("detail").has(member)) {
        continue;
      }
      String value = root.at("/detail/" + member).asText();
      for (String other :
          List.of(value + "20150331v2", value.toLowerCase(Locale.ROOT), "", "Other")) {
        ObjectNode changed = root.deepCopy();
        ((ObjectNode) changed.get("detail")).put(member, other);
        into.add(changed);
      }
      ObjectNode without = root.deepCopy();
      ((ObjectNode) without.get("detail")).remove(member);
      into.add(without);
    }
    ObjectNode failed = root.deepCopy();
    ((ObjectNode) failed.get("detail")).put("errorCode", "AccessDenied");
    into.add(failed);
    ObjectNode bare = root.deepCopy();
    ((ObjectNode) bare.get("detail")).remove("requestParameters");
    into.add(bare);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> walked = Files.walk(ROOT.resolve("functions"))) {
      List<Path> found =
          new ArrayList<>(
              walked
                  .filter(file -> file.toString().contains("/src/test/resources/records/"))
                  .filter(file -> file.toString().endsWith(".json"))
                  .sorted()
                  .toList());
      Path events = ROOT.resolve("events");
      if (Files.isDirectory(events)) {
        try (Stream<Path> more = Files.walk(events)) {
          more.filter(file -> file.toString().endsWith(".json")).sorted().forEach(found::add);
        }
      }
      return found;
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString();
  }
}
