package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.engine.TagSetter;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.scope.AiScope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of the engine as items of the table, and back. */
final class Items {

  private static final ObjectMapper JSON = Codec.plain();
  private static final Duration EVENTS_KEPT = Duration.ofDays(90);

  private Items() {}

  static Map<String, AttributeValue> ofCase(Case item) {
    Map<String, AttributeValue> attributes = new HashMap<>(Keys.ofCase(item.id()));
    attributes.put(Keys.DOC, text(write(item)));
    attributes.put(Keys.VERSION, number(item.version()));
    attributes.put("gsi1pk", text("STATE#" + item.state()));
    attributes.put("gsi1sk", text(item.updatedAt() + "#" + item.id()));
    attributes.put("gsi2pk", text("RES#" + item.resource().arn()));
    attributes.put("gsi2sk", text(item.openedAt() + "#" + item.id()));
    attributes.put("control", text(item.control()));
    attributes.put("account", text(item.resource().account()));
    return attributes;
  }

  static Case toCase(Map<String, AttributeValue> attributes) {
    return read(attributes, Case.class);
  }

  static Map<String, AttributeValue> ofStanding(Case item, Standing.OfControl standing) {
    Map<String, AttributeValue> attributes =
        new HashMap<>(Keys.ofControl(item.resource().arn(), item.control()));
    attributes.put(Keys.DOC, text(write(standing.written())));
    attributes.put(Keys.VERSION, number(standing.version() + 1));
    return attributes;
  }

  static Standing toStanding(List<Map<String, AttributeValue>> items) {
    Map<String, Standing.OfControl> controls = new HashMap<>();
    @Nullable JsonNode baseline = null;
    AiScope scope = AiScope.OUTSIDE;
    Map<String, TagSetter> setters = new HashMap<>();
    for (Map<String, AttributeValue> item : items) {
      String sk = Keys.of(item, Keys.SK).s();
      if (sk.startsWith("CONTROL#")) {
        controls.put(sk.substring("CONTROL#".length()), read(item, Standing.OfControl.class));
      } else if (sk.equals("BASELINE")) {
        baseline = read(item, JsonNode.class);
      } else if (sk.equals("SCOPE")) {
        scope = AiScope.because(Keys.of(item, "why").s());
      } else if (sk.startsWith(Keys.TAG)) {
        TagSetter setter = read(item, TagSetter.class);
        setters.put(setter.key(), setter);
      }
    }
    return new Standing(controls, baseline, scope, setters);
  }

  static Map<String, AttributeValue> ofEvent(EventEnd end) {
    Map<String, AttributeValue> attributes =
        new HashMap<>(Keys.event(end.happening(), end.domain()));
    attributes.put(Keys.DOC, text(write(end)));
    attributes.put(Keys.EXPIRES, number(end.at().plus(EVENTS_KEPT).getEpochSecond()));
    return attributes;
  }

  static Map<String, AttributeValue> ofBaseline(String arn, JsonNode state) {
    Map<String, AttributeValue> attributes = new HashMap<>(Keys.baseline(arn));
    attributes.put(Keys.DOC, text(state.toString()));
    return attributes;
  }

  static Map<String, AttributeValue> ofLease(Case item, Instant until) {
    Map<String, AttributeValue> attributes = new HashMap<>(Keys.lease(item.id()));
    attributes.put("until", number(until.toEpochMilli()));
    attributes.put(Keys.EXPIRES, number(until.plus(Duration.ofHours(1)).getEpochSecond()));
    return attributes;
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value, e);
    }
  }

  static <T> T read(Map<String, AttributeValue> attributes, Class<T> type) {
    try {
      return JSON.readValue(Keys.of(attributes, Keys.DOC).s(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "item %s of the table can't be read: %s"
              .formatted(Keys.of(attributes, Keys.PK).s(), e.getOriginalMessage()),
          e);
    }
  }
}
