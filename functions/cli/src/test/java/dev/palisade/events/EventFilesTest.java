package dev.palisade.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.Domains;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.EventPatterns;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.event.ruler.Ruler;

/**
 * Every event that a control waits for is in the folder, and found by trigger and pattern alike.
 */
class EventFilesTest {

  private static final String ACCOUNT = "222222222222";
  private static final Map<String, ObjectNode> FILES = EventFiles.json();

  @TestFactory
  Stream<DynamicTest> everyAwaitedEventIsThere() {
    return specs()
        .flatMap(spec ->
            spec.triggers().stream()
                .flatMap(EventFilesTest::oneNameEach)
                .map(trigger ->
                    DynamicTest.dynamicTest(
                        spec.id() + ": " + trigger.source() + " " + trigger.match().values(),
                        () -> isThere(trigger))));
  }

  private static void isThere(Trigger trigger) throws Exception {
    List<ObjectNode> awaited =
        FILES.values().stream().filter(json -> trigger.matches(Event.of(json))).toList();
    assertThat(awaited).as("files in events/ for " + trigger).isNotEmpty();
    for (ObjectNode json : awaited) {
      Event event = Event.of(json);
      List<ResourceRef> refs = trigger.named(event).map(named -> ref(named, event)).toList();
      assertThat(refs).isNotEmpty();
      assertThat(refs).allSatisfy(ref -> assertThat(ref.arn()).doesNotContain("{", "}"));
      assertThat(accepts(trigger, json)).as("its pattern accepts it").isTrue();
      assertThat(trigger.factsOf(event).keySet()).isEqualTo(trigger.facts().keySet());
      nearMisses(trigger, json);
    }
  }

  private static void nearMisses(Trigger trigger, ObjectNode json) throws Exception {
    for (Map.Entry<String, ObjectNode> miss : missesOf(trigger, json).entrySet()) {
      assertThat(trigger.matches(Event.of(miss.getValue()))).as(miss.getKey()).isFalse();
      assertThat(accepts(trigger, miss.getValue())).as(miss.getKey() + ", pattern").isFalse();
    }
  }

  private static Map<String, ObjectNode> missesOf(Trigger trigger, ObjectNode json) {
    Map<String, ObjectNode> misses = new LinkedHashMap<>();
    misses.put("another source", json.deepCopy().put("source", "aws.example"));
    misses.put("another detail-type", json.deepCopy().put("detail-type", "Something else"));
    if (trigger.succeeded()) {
      misses.put("another call", withDetail(json, "eventName", "ListThings"));
      misses.put("a failed call", withDetail(json, "errorCode", "AccessDenied"));
    }
    return misses;
  }

  private static ObjectNode withDetail(ObjectNode json, String member, String value) {
    ObjectNode copy = json.deepCopy();
    ((ObjectNode) copy.get("detail")).put(member, value);
    return copy;
  }

  /** A trigger for several names waits for each of them. */
  private static Stream<Trigger> oneNameEach(Trigger trigger) {
    List<String> names = trigger.match().getOrDefault("/eventName", List.of());
    return names.size() < 2
        ? Stream.of(trigger)
        : names.stream().map(name -> trigger.where("/eventName", name));
  }

  private static ResourceRef ref(Trigger.Named named, Event event) {
    String id = named.idOrArn();
    return id.startsWith("arn:")
        ? named.type().ref(event.account(), event.region(), Arn.parse(id))
        : named.type().ref(event.account(), event.region(), id);
  }

  private static boolean accepts(Trigger trigger, ObjectNode json) throws Exception {
    boolean accepted = false;
    for (String pattern : EventPatterns.of(List.of(trigger))) {
      accepted |= Ruler.matchesRule(json.toString(), pattern);
    }
    return accepted;
  }

  @Test
  void noFileIsThereForNothing() {
    FILES.forEach((file, json) ->
        assertThat(specs().flatMap(spec -> spec.triggers().stream()))
            .as(file)
            .anyMatch(trigger -> trigger.matches(Event.of(json))));
  }

  @Test
  void filesHoldNoAccountButTheDocumentationsOwn() {
    FILES.forEach((file, json) -> {
      assertThat(json.path("account").asText()).as(file).isEqualTo(ACCOUNT);
      assertThat(json.toString().replaceAll(ACCOUNT, ""))
          .as(file)
          .doesNotContainPattern("(?<![0-9a-fA-F-])\\d{12}(?![0-9a-fA-F])");
      if (file.split("/")[0].equals(json.path("source").asText().replace("aws.", ""))) {
        return;
      }
      assertThat(file).as("folder is the source").startsWith(json.path("source").asText());
    });
  }

  private static Stream<ControlSpec> specs() {
    return Domains.all().stream().flatMap(module -> module.domain().specs());
  }
}
