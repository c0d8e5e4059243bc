package dev.palisade.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An EventBridge event. The envelope is set by the bus and can be trusted for account and region;
 * the detail only names what to look at.
 *
 * @param id EventBridge's id of this delivery; CloudTrail's own id is {@code detail.eventID}
 * @param source {@code aws.s3}, {@code palisade.request}
 * @param detailType {@code AWS API Call via CloudTrail}
 * @param account 12-digit id of the account where it happened
 * @param region region code where it happened
 * @param time when it happened, by the sender
 * @param resources ARNs that the envelope names, often empty
 * @param detail the sender's content, never null
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">
 *     EventBridge event structure</a>
 */
public record Event(
    String id,
    String source,
    String detailType,
    String account,
    String region,
    Instant time,
    List<String> resources,
    JsonNode detail) {

  /**
   * Reads an event from its JSON.
   *
   * @throws MalformedEventException naming the first member that is missing or wrong
   */
  public static Event of(JsonNode json) {
    if (!json.path("detail").isObject()) {
      throw new MalformedEventException("the event has no detail object");
    }
    String account = text(json, "account");
    if (!account.matches("\\d{12}")) {
      throw new MalformedEventException("account is not a 12-digit id: " + account);
    }
    return new Event(
        text(json, "id"),
        text(json, "source"),
        text(json, "detail-type"),
        account,
        text(json, "region"),
        time(text(json, "time")),
        StreamSupport.stream(json.path("resources").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        json.get("detail"));
  }

  /**
   * The id that stays the same when the same happening is delivered twice: CloudTrail's event id
   * where there is one, else the envelope's.
   */
  public String happening() {
    String eventId = detail.path("eventID").asText("");
    return eventId.isEmpty() ? id : eventId;
  }

  private static String text(JsonNode json, String member) {
    String value = json.path(member).asText("");
    if (value.isEmpty()) {
      throw new MalformedEventException("the event has no " + member);
    }
    return value;
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedEventException("time is not an ISO 8601 instant: " + text);
    }
  }
}
