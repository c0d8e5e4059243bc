package dev.palisade.core.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.Pointers;
import dev.palisade.core.resource.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event that makes a control look, and where in it the resource is named. It gives the
 * EventBridge pattern, and finds the resources in an event that matches.
 *
 * <p>Build one with {@link #cloudTrail}, {@link #configChange}, {@link #finding} or {@link
 * #custom}, then say where the resource is with {@link #resource} or {@link #oncePerRegion}.
 *
 * @param source EventBridge source, {@code aws.s3}
 * @param detailType EventBridge detail-type
 * @param match what the detail must say: JSON pointer relative to the detail → allowed values; a
 *     value that ends in {@code *} allows that prefix
 * @param succeeded whether the detail must carry no {@code errorCode} (calls that failed change
 *     nothing)
 * @param places where resources are named
 * @param facts names of validated facts → JSON pointer relative to the detail, handed to the
 *     control in its context
 * @param evidence what the shape rests on
 */
public record Trigger(
    String source,
    String detailType,
    Map<String, List<String>> match,
    boolean succeeded,
    List<Place> places,
    Map<String, String> facts,
    Evidence evidence) {

  /** The detail-type of API calls that CloudTrail recorded. */
  public static final String API_CALL = "AWS API Call via CloudTrail";

  /** What the knowledge of an event's shape rests on; shown on the control's page. */
  public enum Evidence {
    /** A published record. */
    RECORD,
    /** AWS documentation or a published detection rule that reads the same field. */
    DOCUMENTED,
    /** The SDK's model and CloudTrail's naming rule only: unverified. */
    MODEL
  }

  /**
   * Where in an event a resource of a type is named.
   *
   * @param type the resource's type
   * @param pointer JSON pointer relative to the detail, {@code *} for every element of an array;
   *     the value is an id or an ARN. Empty: the account and region themselves are the resource,
   *     with the region as id
   * @param idPrefix what an id there starts with when it names this type ({@code sg-} among all the
   *     ids that a tagging call names); empty where only this type can be named
   */
  public record Place(ResourceType type, String pointer, String idPrefix) {

    /** A place where only this type can be named. */
    public Place(ResourceType type, String pointer) {
      this(type, pointer, "");
    }
  }

  public Trigger {
    match = Collections.unmodifiableMap(new LinkedHashMap<>(match));
    places = List.copyOf(places);
    facts = Map.copyOf(facts);
  }

  /**
   * A successful API call recorded by CloudTrail.
   *
   * @param service prefix of the event source, {@code s3} for {@code s3.amazonaws.com}
   * @param eventNames CloudTrail's names; a name that ends in {@code *} allows that prefix
   */
  public static Trigger cloudTrail(String service, String... eventNames) {
    Map<String, List<String>> match = new LinkedHashMap<>();
    match.put("/eventSource", List.of(service + ".amazonaws.com"));
    match.put("/eventName", List.of(eventNames));
    return new Trigger(
        "aws." + service, API_CALL, match, true, List.of(), Map.of(), Evidence.DOCUMENTED);
  }

  /** AWS Config's configuration-item change of a resource type. */
  public static Trigger configChange(ResourceType type) {
    return new Trigger(
        "aws.config",
        "Config Configuration Item Change",
        Map.of("/configurationItem/resourceType", List.of(type.name())),
        false,
        List.of(new Place(type, "/configurationItem/resourceId")),
        Map.of(),
        Evidence.RECORD);
  }

  /**
   * Security Hub imported a failed check of one of its controls. It comes later than the call that
   * opened the gap, and also for gaps from before Palisade; what becomes of it is noted on the
   * finding.
   *
   * @param controlIds ids of Security Hub's controls, {@code S3.8}
   * @see <a
   *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html">Security
   *     Hub's event formats</a>
   */
  public static Trigger securityHub(ResourceType type, String... controlIds) {
    return finding(
            "aws.securityhub",
            "Security Hub Findings - Imported",
            Map.of(
                "/findings/*/Compliance/SecurityControlId", List.of(controlIds),
                "/findings/*/Compliance/Status", List.of("FAILED"),
                "/findings/*/RecordState", List.of("ACTIVE")))
        .resource(type, "/findings/*/Resources/*/Id");
  }

  /** Any other event that AWS sends: a finding, a state change, an alarm. */
  public static Trigger finding(String source, String detailType, Map<String, List<String>> match) {
    return new Trigger(source, detailType, match, false, List.of(), Map.of(), Evidence.DOCUMENTED);
  }

  /** An event of the documented schema that applications put on their account's default bus. */
  public static Trigger custom(String detailType) {
    return new Trigger(
        "palisade.workload", detailType, Map.of(), false, List.of(), Map.of(), Evidence.RECORD);
  }

  /** The same trigger with a place where a resource is named by id or ARN. */
  public Trigger resource(ResourceType type, String pointer) {
    List<Place> more = new ArrayList<>(places);
    more.add(new Place(type, pointer));
    return new Trigger(source, detailType, match, succeeded, more, facts, evidence);
  }

  /**
   * The same trigger with a place that names resources of several types, of which those whose id
   * starts with a prefix are of this type; events that name none of them do not match.
   */
  public Trigger resource(ResourceType type, String pointer, String idPrefix) {
    List<Place> more = new ArrayList<>(places);
    more.add(new Place(type, pointer, idPrefix));
    return new Trigger(source, detailType, match, succeeded, more, facts, evidence)
        .where(pointer, idPrefix + "*");
  }

  /** The same trigger for a setting that exists once per account and region. */
  public Trigger oncePerRegion(ResourceType type) {
    return resource(type, "");
  }

  /** The same trigger that also hands a fact of the event to the control. */
  public Trigger fact(String name, String pointer) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(name, pointer);
    return new Trigger(source, detailType, match, succeeded, places, more, evidence);
  }

  /** The same trigger for events whose detail has one of these values at a pointer. */
  public Trigger where(String pointer, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(match);
    more.put(pointer, List.of(values));
    return new Trigger(source, detailType, more, succeeded, places, facts, evidence);
  }

  /** The same trigger, resting on other evidence. */
  public Trigger restsOn(Evidence other) {
    return new Trigger(source, detailType, match, succeeded, places, facts, other);
  }

  /** Whether an event is one that this trigger waits for: the same answer as the pattern's. */
  public boolean matches(Event event) {
    return event.source().equals(source)
        && event.detailType().equals(detailType)
        && !(succeeded && event.detail().has("errorCode"))
        && match.entrySet().stream()
            .allMatch(entry ->
                Pointers.texts(event.detail(), entry.getKey())
                    .anyMatch(value -> allowed(entry.getValue(), value)));
  }

  private static boolean allowed(List<String> allowed, String value) {
    return allowed.stream()
        .anyMatch(one ->
            one.endsWith("*")
                ? value.startsWith(one.substring(0, one.length() - 1))
                : one.equals(value));
  }

  /** The ids or ARNs of resources that a matching event names, by place, in order. */
  public Stream<Named> named(Event event) {
    return places.stream()
        .flatMap(place ->
            place.pointer().isEmpty()
                ? Stream.of(new Named(place.type(), event.region()))
                : Pointers.texts(event.detail(), place.pointer())
                    .filter(value -> value.startsWith(place.idPrefix()))
                    .map(value -> new Named(place.type(), value)));
  }

  /** A resource as an event names it: by id or ARN. */
  public record Named(ResourceType type, String idOrArn) {}

  /** The facts that a matching event carries, as text; absent ones are left out. */
  public Map<String, String> factsOf(Event event) {
    Map<String, String> found = new LinkedHashMap<>();
    facts.forEach((name, pointer) ->
        Optional.of(event.detail().at(pointer))
            .filter(JsonNode::isValueNode)
            .ifPresent(node -> found.put(name, node.asText())));
    return found;
  }
}
