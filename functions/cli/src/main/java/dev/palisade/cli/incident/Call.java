package dev.palisade.cli.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A call as CloudTrail recorded it.
 *
 * @param id CloudTrail's event id
 * @param at when it was made
 * @param source the service, {@code s3.amazonaws.com}
 * @param name CloudTrail's name of it, {@code PutBucketPolicy}
 * @param account account whose history has it
 * @param region region it was made in
 * @param actor who made it
 * @param key access key id it was signed with, or empty
 * @param newKey access key id that it answered with, or empty: the next link of a chain
 * @param address where it came from: an address, or the name of an AWS service
 * @param agent the caller's word for its program
 * @param reads whether it only read
 * @param error error code, empty where it succeeded
 * @param resources ARNs of what it touched
 * @param names what AWS itself lists as its resources: names or ARNs
 * @param record the whole record, as AWS gave it
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">
 *     Contents of a record</a>
 */
record Call(
    String id,
    Instant at,
    String source,
    String name,
    String account,
    String region,
    Actor actor,
    String key,
    String newKey,
    String address,
    String agent,
    boolean reads,
    String error,
    SortedSet<String> resources,
    List<String> names,
    String record) {

  Call {
    resources = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(resources));
    names = List.copyOf(names);
  }

  /**
   * Reads a record; empty for what is no record of a call.
   *
   * @param record {@code CloudTrailEvent} of {@code LookupEvents}
   * @param account account whose history has it
   * @param region region whose history has it
   */
  static Optional<Call> of(String record, List<String> names, String account, String region) {
    JsonNode json;
    Instant at;
    try {
      json = Codec.plain().readTree(record);
      at = Instant.parse(json.path("eventTime").asText(""));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
    String id = json.path("eventID").asText("");
    String source = json.path("eventSource").asText("");
    String name = json.path("eventName").asText("");
    String place = json.path("awsRegion").asText(region);
    if (id.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    Event event =
        new Event(id, source, "AWS API Call via CloudTrail", account, place, at, List.of(), json);
    return Optional.of(
        new Call(
            id,
            at,
            source,
            name,
            account,
            place,
            Actor.of(event),
            json.at("/userIdentity/accessKeyId").asText(""),
            newKey(json.path("responseElements")),
            json.path("sourceIPAddress").asText(""),
            json.path("userAgent").asText(""),
            json.path("readOnly").asBoolean(false),
            json.path("errorCode").asText(""),
            Touched.of(json, account, place),
            names,
            record));
  }

  private static String newKey(JsonNode answer) {
    String session = answer.at("/credentials/accessKeyId").asText("");
    return session.isEmpty() ? answer.at("/accessKey/accessKeyId").asText("") : session;
  }

  /** Who made it: the role of a session, the user, or the service. */
  String who() {
    if (!actor.principal().isEmpty()) {
      return Principals.plain(actor.principal());
    }
    return actor.service().isEmpty()
        ? "%s %s".formatted(actor.type(), actor.account()).strip()
        : actor.service();
  }

  /** The service as policies spell it, {@code s3}. */
  String service() {
    int dot = source.indexOf('.');
    return dot < 0 ? source : source.substring(0, dot);
  }

  boolean failed() {
    return !error.isEmpty();
  }
}
