package dev.palisade.page.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.people.Person;
import dev.palisade.core.plan.Codec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Sessions and attempts to sign in, in the page's own table. An item's key is the hash of what the
 * browser holds, so that whoever reads the table can't take anybody's place.
 *
 * <pre>
 * pk                what
 * SESSION#hash      a session
 * ATTEMPT#hash      an attempt to sign in, taken once
 * </pre>
 */
public final class SessionBook {

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final DynamoDbClient dynamo;
  private final String table;
  private final InstantSource clock;

  /** The book over a table. */
  public SessionBook(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Begins a session under an id of its own, whatever the browser had before.
   *
   * @return the id, for the browser only
   */
  public String begin(Person person) {
    String id = Token.random();
    Instant now = clock.instant();
    put(
        "SESSION#" + Token.hash(id),
        new Session(person, Token.random(), now, now),
        now.plus(Session.LONGEST));
    return id;
  }

  /** The session of an id that a browser sent, if it lasts; it lasts longer then. */
  public Optional<Session> find(String id) {
    if (!Token.looksLike(id)) {
      return Optional.empty();
    }
    String key = "SESSION#" + Token.hash(id);
    Instant now = clock.instant();
    Map<String, AttributeValue> item =
        dynamo.getItem(b -> b.tableName(table).key(key(key)).consistentRead(true)).item();
    Optional<Session> found = read(item, Session.class);
    // DynamoDB removes what has expired within days, not at once.
    if (found.isPresent() && !found.get().holdsAt(now)) {
      dynamo.deleteItem(b -> b.tableName(table).key(key(key)));
      return Optional.empty();
    }
    found
        .filter(session -> now.isAfter(session.seenAt().plus(SEEN_EVERY)))
        .ifPresent(session -> seen(key, session, now));
    return found;
  }

  // Only over one that is still there: a sign-out at the same moment must stay one.
  private void seen(String key, Session session, Instant now) {
    Session later = new Session(session.person(), session.csrf(), session.startedAt(), now);
    try {
      dynamo.updateItem(b ->
          b.tableName(table)
              .key(key(key))
              .updateExpression("SET doc = :doc")
              .conditionExpression("attribute_exists(pk)")
              .expressionAttributeValues(Map.of(":doc", AttributeValue.fromS(write(later)))));
    } catch (ConditionalCheckFailedException e) {
      // Signed out meanwhile; this request was answered with the session it came with.
    }
  }

  /** Ends a session; nothing happens where there is none. */
  public void end(String id) {
    if (Token.looksLike(id)) {
      dynamo.deleteItem(b -> b.tableName(table).key(key("SESSION#" + Token.hash(id))));
    }
  }

  /** Remembers an attempt to sign in under its state. */
  public void keep(String state, Attempt attempt) {
    put("ATTEMPT#" + Token.hash(state), attempt, attempt.until());
  }

  /** Takes an attempt, which nobody can take again; empty if there is none or it is over. */
  public Optional<Attempt> take(String state) {
    Map<String, AttributeValue> item =
        dynamo
            .deleteItem(b ->
                b.tableName(table)
                    .key(key("ATTEMPT#" + Token.hash(state)))
                    .returnValues(ReturnValue.ALL_OLD))
            .attributes();
    return read(item, Attempt.class).filter(attempt -> clock.instant().isBefore(attempt.until()));
  }

  private void put(String pk, Object value, Instant until) {
    dynamo.putItem(b ->
        b.tableName(table)
            .item(
                Map.of(
                    "pk",
                    AttributeValue.fromS(pk),
                    "doc",
                    AttributeValue.fromS(write(value)),
                    "expiresAt",
                    AttributeValue.fromN(String.valueOf(until.getEpochSecond())))));
  }

  private static Map<String, AttributeValue> key(String pk) {
    return Map.of("pk", AttributeValue.fromS(pk));
  }

  private static String write(Object value) {
    try {
      return Codec.plain().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
    }
  }

  private static <T> Optional<T> read(Map<String, AttributeValue> item, Class<T> type) {
    AttributeValue doc = item.get("doc");
    if (doc == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Codec.plain().readValue(doc.s(), type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an item of the page's table can't be read", e);
    }
  }
}
