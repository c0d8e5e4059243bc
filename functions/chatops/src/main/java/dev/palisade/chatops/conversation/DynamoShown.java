package dev.palisade.chatops.conversation;

import dev.palisade.chatops.conversation.Chat.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What the chat shows, in the case table:
 *
 * <pre>
 * pk               sk            what
 * CHAT#case        MESSAGE       a case's message: channel, ts, version, digest, lease
 * CHAT#digest      MESSAGE       a digest's message
 * DIGEST#id        CASE#case     a line of it
 * CHAT#channel     DIGEST        the channel's digest while a storm lasts
 * CHAT#channel     MINUTE#minute how many messages were new in that minute
 * SLACK#request    DONE          a request that was carried out
 * </pre>
 */
final class DynamoShown implements Shown {

  private static final Duration KEPT = Duration.ofDays(1);

  /** A storm is over when nothing was added for so long. */
  private static final Duration STORM = Duration.ofMinutes(10);

  /** A digest's lines are no longer wanted then; the cases themselves stay. */
  private static final Duration LINES_KEPT = Duration.ofDays(30);

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoShown(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Entry> find(String id) {
    Map<String, AttributeValue> item =
        dynamo.getItem(b -> b.tableName(table).key(message(id)).consistentRead(true)).item();
    return item.containsKey("version") ? Optional.of(entry(item)) : Optional.empty();
  }

  @Override
  public Claim claim(String id, long version, Instant now) {
    try {
      Map<String, AttributeValue> before =
          dynamo
              .updateItem(b ->
                  b.tableName(table)
                      .key(message(id))
                      .updateExpression("SET lease = :until")
                      .conditionExpression(
                          "(attribute_not_exists(version) OR version < :version)"
                              + " AND (attribute_not_exists(lease) OR lease < :now)")
                      .expressionAttributeValues(
                          Map.of(
                              ":version", number(version),
                              ":now", number(now.toEpochMilli()),
                              ":until", number(now.plus(LEASE).toEpochMilli())))
                      .returnValues(ReturnValue.ALL_OLD)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes();
      return new Claim.Mine(entry(before));
    } catch (ConditionalCheckFailedException e) {
      Entry there = e.hasItem() ? entry(e.item()) : find(id).orElse(Entry.NONE);
      return there.version() >= version ? new Claim.Current(there) : new Claim.Busy();
    }
  }

  @Override
  public void written(String id, Entry entry) {
    Map<String, AttributeValue> item = new HashMap<>(message(id));
    item.put("version", number(entry.version()));
    Place place = entry.place();
    if (place != null) {
      item.put("channel", text(place.channel()));
      item.put("ts", text(place.ts()));
    }
    if (!entry.digest().isEmpty()) {
      item.put("digest", text(entry.digest()));
    }
    // Whose lease ran out must not write over whoever came after.
    try {
      dynamo.putItem(b ->
          b.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(version) OR version <= :version")
              .expressionAttributeValues(Map.of(":version", number(entry.version()))));
    } catch (ConditionalCheckFailedException e) {
      // A later version stands there already.
    }
  }

  @Override
  public void release(String id) {
    dynamo.updateItem(b -> b.tableName(table).key(message(id)).updateExpression("REMOVE lease"));
  }

  @Override
  public long count(String channel, Instant now) {
    AttributeValue count =
        dynamo
            .updateItem(b ->
                b.tableName(table)
                    .key(
                        key(
                            "CHAT#" + channel,
                            "MINUTE#" + now.getEpochSecond() / Duration.ofMinutes(1).toSeconds()))
                    .updateExpression("ADD n :one SET expiresAt = :end")
                    .expressionAttributeValues(Map.of(":one", number(1), ":end", end(now, KEPT)))
                    .returnValues(ReturnValue.UPDATED_NEW))
            .attributes()
            .get("n");
    return count == null ? 1 : Long.parseLong(count.n());
  }

  @Override
  public boolean isDone(String requestId) {
    return dynamo
        .getItem(
            b -> b.tableName(table).key(key("SLACK#" + requestId, "DONE")).consistentRead(true))
        .hasItem();
  }

  @Override
  public void done(String requestId, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(key("SLACK#" + requestId, "DONE"));
    item.put("expiresAt", end(now, KEPT));
    dynamo.putItem(b -> b.tableName(table).item(item));
  }

  @Override
  public String digest(String channel, Instant now) {
    String fresh = "d-%s-%d".formatted(channel, now.toEpochMilli());
    Map<String, AttributeValue> key = key("CHAT#" + channel, "DIGEST");
    Map<String, AttributeValue> values =
        Map.of(
            ":id", text(fresh),
            ":now", number(now.toEpochMilli()),
            ":over", number(now.minus(STORM).toEpochMilli()));
    try {
      dynamo.updateItem(b ->
          b.tableName(table)
              .key(key)
              .updateExpression("SET digest = :id, addedAt = :now")
              .conditionExpression("attribute_not_exists(addedAt) OR addedAt < :over")
              .expressionAttributeValues(values));
      return fresh;
    } catch (ConditionalCheckFailedException e) {
      AttributeValue open =
          dynamo
              .updateItem(b ->
                  b.tableName(table)
                      .key(key)
                      .updateExpression("SET addedAt = :now")
                      .expressionAttributeValues(Map.of(":now", number(now.toEpochMilli())))
                      .returnValues(ReturnValue.ALL_NEW))
              .attributes()
              .get("digest");
      return open == null ? fresh : open.s();
    }
  }

  @Override
  public void line(String digest, Line line, Instant now) {
    Map<String, AttributeValue> item =
        new HashMap<>(key("DIGEST#" + digest, "CASE#" + line.caseId()));
    item.put("state", text(line.state()));
    item.put("severity", text(line.severity()));
    item.put("control", text(line.control()));
    item.put("resource", text(line.resource()));
    item.put("version", number(line.version()));
    item.put("expiresAt", end(now, LINES_KEPT));
    try {
      dynamo.putItem(b ->
          b.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(version) OR version < :version")
              .expressionAttributeValues(Map.of(":version", number(line.version()))));
    } catch (ConditionalCheckFailedException e) {
      // A later version stands there already.
    }
  }

  @Override
  public List<Line> lines(String digest) {
    return dynamo
        .queryPaginator(b ->
            b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :case)")
                .expressionAttributeValues(
                    Map.of(":pk", text("DIGEST#" + digest), ":case", text("CASE#"))))
        .items()
        .stream()
        .map(item ->
            new Line(
                string(item, "sk").substring("CASE#".length()),
                string(item, "state"),
                string(item, "severity"),
                string(item, "control"),
                string(item, "resource"),
                whole(item, "version")))
        .toList();
  }

  private static Entry entry(Map<String, AttributeValue> item) {
    String ts = string(item, "ts");
    return new Entry(
        ts.isEmpty() ? null : new Place(string(item, "channel"), ts),
        whole(item, "version"),
        string(item, "digest"));
  }

  private static Map<String, AttributeValue> message(String id) {
    return key("CHAT#" + id, "MESSAGE");
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  private static AttributeValue end(Instant now, Duration kept) {
    return number(now.plus(kept).getEpochSecond());
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(String.valueOf(value));
  }

  private static String string(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private static long whole(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }
}
