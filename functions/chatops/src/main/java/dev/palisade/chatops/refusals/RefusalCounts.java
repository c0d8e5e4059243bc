package dev.palisade.chatops.refusals;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * How many requests were refused in a minute and why, in the replay table: one item a minute and
 * reason, however large the flood, gone after a day by DynamoDB's time to live.
 *
 * <pre>
 * pk                                 n        expiresAt
 * REFUSED#2026-11-25T17:20:00Z#LATE  count    seconds
 * </pre>
 */
public final class RefusalCounts {

  private static final Duration KEPT = Duration.ofDays(1);

  /** What one read of DynamoDB takes at most. */
  private static final int KEYS_A_READ = 100;

  private final DynamoDbClient dynamo;
  private final String table;

  /**
   * Refusals of a minute for one reason.
   *
   * @param minute when the minute began
   * @param count how many, at least one
   */
  public record Refused(Instant minute, Refusal reason, long count) {}

  /** The counts in a table whose partition key is {@code pk}. */
  public RefusalCounts(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** Counts a refusal. */
  public void add(Refusal reason, Instant at) {
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    dynamo.updateItem(b ->
        b.tableName(table)
            .key(key(minute, reason))
            .updateExpression("SET expiresAt = :end ADD n :one")
            .expressionAttributeValues(
                Map.of(
                    ":end",
                    AttributeValue.fromN(String.valueOf(minute.plus(KEPT).getEpochSecond())),
                    ":one",
                    AttributeValue.fromN("1"))));
  }

  /** What was refused in the minutes from one to before another, oldest first. */
  public List<Refused> between(Instant from, Instant to) {
    List<Map<String, AttributeValue>> keys =
        Stream.iterate(
                from.truncatedTo(ChronoUnit.MINUTES),
                minute -> minute.isBefore(to),
                minute -> minute.plus(1, ChronoUnit.MINUTES))
            .flatMap(minute -> Stream.of(Refusal.values()).map(reason -> key(minute, reason)))
            .toList();
    List<Refused> found = new ArrayList<>();
    for (int first = 0; first < keys.size(); first += KEYS_A_READ) {
      read(keys.subList(first, Math.min(first + KEYS_A_READ, keys.size())), found);
    }
    return found.stream()
        .sorted(Comparator.comparing(Refused::minute).thenComparing(Refused::reason))
        .toList();
  }

  private void read(List<Map<String, AttributeValue>> keys, List<Refused> found) {
    Map<String, KeysAndAttributes> left =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> asked = left;
      BatchGetItemResponse answer = dynamo.batchGetItem(b -> b.requestItems(asked));
      answer.responses().getOrDefault(table, List.of()).forEach(item -> found.add(refused(item)));
      left = answer.unprocessedKeys();
    }
  }

  private static Map<String, AttributeValue> key(Instant minute, Refusal reason) {
    return Map.of("pk", AttributeValue.fromS("REFUSED#%s#%s".formatted(minute, reason)));
  }

  private static Refused refused(Map<String, AttributeValue> item) {
    AttributeValue key = item.get("pk");
    AttributeValue count = item.get("n");
    if (key == null || count == null) {
      throw new IllegalStateException("a count of refusals has no count: " + item);
    }
    String[] parts = key.s().split("#", -1);
    return new Refused(
        Instant.parse(parts[1]), Refusal.valueOf(parts[2]), Long.parseLong(count.n()));
  }
}
