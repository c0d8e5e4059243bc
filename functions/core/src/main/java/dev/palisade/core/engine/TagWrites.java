package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads out of a recorded call which tags it sets: whoever names a tag last in a call of their own
 * has set it, also with the value it had. Services write tags in different ways: as {@code {"key",
 * "value"}}, {@code {"Key", "Value"}}, {@code {"TagKey", "TagValue"}}, or as one object.
 *
 * <p>A call that sets tags and does not show which counts as nobody's for every tag asked for:
 * better a finding too many than one that somebody let stand who may not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail's
 *     requestParameters</a>
 */
final class TagWrites {

  private static final int DEEPEST = 8;

  private TagWrites() {}

  /**
   * Who an event shows to have set tags.
   *
   * @param keys the keys of tags that matter
   */
  static List<TagSetter> of(Event event, Set<String> keys) {
    String name = event.detail().path("eventName").asText();
    boolean call =
        event.source().startsWith("aws.")
            && event.detailType().equals(Trigger.API_CALL)
            && event.detail().path("errorCode").isMissingNode();
    if (keys.isEmpty() || !call || !event.detail().path("userIdentity").isObject()) {
      return List.of();
    }
    Map<String, String> pairs = new HashMap<>();
    collect(event.detail().path("requestParameters"), false, 0, pairs);
    String principal = Actor.of(event).principal();
    if (pairs.isEmpty() && isTagging(name)) {
      return keys.stream().map(key -> new TagSetter(key, "", "", event.time())).toList();
    }
    List<TagSetter> setters = new ArrayList<>();
    pairs.forEach((key, value) -> {
      if (keys.contains(key)) {
        setters.add(new TagSetter(key, value, principal, event.time()));
      }
    });
    return setters;
  }

  private static boolean isTagging(String name) {
    return name.contains("Tag")
        && !name.startsWith("Untag")
        && !name.startsWith("Delete")
        && !name.startsWith("Remove");
  }

  /** Pairs in whatever stands below a member that is called something of tags. */
  private static void collect(JsonNode node, boolean tags, int depth, Map<String, String> pairs) {
    if (depth > DEEPEST) {
      return;
    }
    if (node.isArray()) {
      node.forEach(one -> collect(one, tags, depth + 1, pairs));
    } else if (node.isObject()) {
      String key = text(node, "key", "tagkey");
      String value = text(node, "value", "tagvalue");
      if (tags && !key.isEmpty()) {
        pairs.put(key, value);
        return;
      }
      node.properties()
          .forEach(member -> {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("tags") && member.getValue().isObject()) {
              map(member.getValue(), pairs);
            }
            collect(member.getValue(), tags || name.contains("tag"), depth + 1, pairs);
          });
    }
  }

  /** Tags as one object, {@code {"owner": "alice"}}. */
  private static void map(JsonNode tags, Map<String, String> pairs) {
    tags.properties().stream()
        .filter(member -> member.getValue().isTextual())
        .forEach(member -> pairs.put(member.getKey(), member.getValue().asText()));
  }

  private static String text(JsonNode object, String... names) {
    return object.properties().stream()
        .filter(member -> List.of(names).contains(member.getKey().toLowerCase(Locale.ROOT)))
        .filter(member -> member.getValue().isTextual())
        .map(member -> member.getValue().asText())
        .findFirst()
        .orElse("");
  }
}
