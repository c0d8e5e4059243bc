package dev.palisade.core.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.event.PalisadeEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Writes triggers as EventBridge patterns: compact JSON of at most {@value #LIMIT} characters each,
 * an event being wanted when any of them matches. They accept what {@link Trigger#matches} accepts;
 * where an event has an array in the place of a value, a pattern may accept more, and the function
 * judges again.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">
 *     EventBridge event patterns</a>
 */
public final class EventPatterns {

  /** EventBridge's default quota for a pattern's length. */
  public static final int LIMIT = 2048;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EventPatterns() {}

  /** The patterns of triggers, merged where that changes nothing, and split where too long. */
  public static List<String> of(Collection<Trigger> triggers) {
    return Condition.merged(triggers).stream().flatMap(one -> fitting(one).stream()).toList();
  }

  /** What a governed account sends to the hub: the events of all domains, each once. */
  public static List<String> member(Collection<Domain> domains) {
    return of(triggers(domains));
  }

  /**
   * What the hub's bus hands to a domain: the members' events, and what Palisade itself sends in
   * the hub's own account for this domain or for all.
   *
   * @param hub 12-digit id of the hub's account
   */
  public static List<String> hub(Domain domain, String hub) {
    List<String> patterns = new ArrayList<>(of(triggers(List.of(domain))));
    ObjectNode own =
        sources(
            PalisadeEvents.REPLAY,
            PalisadeEvents.REQUEST,
            PalisadeEvents.SCHEDULE,
            PalisadeEvents.SCOPE);
    own.putArray("account").add(hub);
    ArrayNode names = own.putObject("detail").putArray(PalisadeEvents.DOMAIN);
    names.addObject().put("exists", false);
    names.add(domain.name());
    patterns.add(own.toString());
    return List.copyOf(patterns);
  }

  private static List<Trigger> triggers(Collection<Domain> domains) {
    return domains.stream()
        .flatMap(domain ->
            Stream.concat(
                domain.specs().flatMap(spec -> spec.triggers().stream()),
                domain.watches().stream()))
        .toList();
  }

  private static ObjectNode sources(String... sources) {
    ObjectNode pattern = JSON.objectNode();
    ArrayNode array = pattern.putArray("source");
    for (String source : sources) {
      array.add(source);
    }
    return pattern;
  }

  private static List<String> fitting(Condition condition) {
    String pattern = pattern(condition).toString();
    return pattern.length() <= LIMIT
        ? List.of(pattern)
        : condition.halves().stream().flatMap(half -> fitting(half).stream()).toList();
  }

  private static ObjectNode pattern(Condition condition) {
    ObjectNode pattern = sources(condition.source());
    pattern.putArray("detail-type").add(condition.detailType());
    if (condition.match().isEmpty() && !condition.succeeded()) {
      return pattern;
    }
    ObjectNode detail = pattern.putObject("detail");
    condition.match().forEach((pointer, values) -> put(detail, pointer, values));
    if (condition.succeeded()) {
      detail.putArray("errorCode").addObject().put("exists", false);
    }
    return pattern;
  }

  /** EventBridge looks into arrays by itself: the {@code *} of a pointer has no counterpart. */
  private static void put(ObjectNode detail, String pointer, SortedSet<String> values) {
    ObjectNode parent = detail;
    List<String> path =
        List.of(pointer.substring(1).split("/")).stream()
            .filter(step -> !step.equals("*"))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(step);
    }
    ArrayNode allowed = parent.putArray(path.getLast());
    values.forEach(value -> add(allowed, value));
  }

  private static void add(ArrayNode allowed, String value) {
    if (value.endsWith("*")) {
      allowed.addObject().put("prefix", value.substring(0, value.length() - 1));
      return;
    }
    allowed.add(value);
    // A trigger compares texts; EventBridge tells "true" from true and "3" from 3.
    if (value.equals("true") || value.equals("false")) {
      allowed.add(Boolean.parseBoolean(value));
    } else if (value.matches("0|[1-9]\\d{0,8}")) {
      allowed.add(Integer.parseInt(value));
    }
  }
}
