package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.engine.CaseStore.EventEnd;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * How events ended. Most events end once, so an end is written as the first and only one, and what
 * is there is read and joined only where that is refused: for an event that is delivered again, or
 * leads to several cases.
 */
final class EventEnds {

  private static final int TRIES = 6;

  private final DynamoDbClient dynamo;
  private final String table;

  EventEnds(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /**
   * Writes an end.
   *
   * @throws ContendedException if others write ends of the same event all the time
   */
  void note(EventEnd end) {
    Put put = first(end);
    for (int attempt = 1; ; attempt++) {
      try {
        write(put);
        return;
      } catch (ConditionalCheckFailedException e) {
        if (attempt == TRIES) {
          throw new ContendedException("the end of " + end.happening() + " is written by others");
        }
        put = joined(end);
      }
    }
  }

  private void write(Put put) {
    dynamo.putItem(b -> {
      b.tableName(put.tableName()).item(put.item()).conditionExpression(put.conditionExpression());
      if (put.hasExpressionAttributeValues()) {
        b.expressionAttributeValues(put.expressionAttributeValues());
      }
    });
  }

  /** An end that is refused where the event has ended before. */
  Put first(EventEnd end) {
    return Put.builder()
        .tableName(table)
        .item(Items.ofEvent(end))
        .conditionExpression("attribute_not_exists(pk)")
        .build();
  }

  /** An end joined to how the event ended before; refused where another is joined meanwhile. */
  Put joined(EventEnd end) {
    Map<String, AttributeValue> before =
        dynamo
            .getItem(b ->
                b.tableName(table)
                    .key(Keys.event(end.happening(), end.domain()))
                    .consistentRead(true))
            .item();
    if (before.isEmpty()) {
      return first(end);
    }
    return Put.builder()
        .tableName(table)
        .item(Items.ofEvent(Items.read(before, EventEnd.class).and(end)))
        .conditionExpression(Keys.DOC + " = :before")
        .expressionAttributeValues(Map.of(":before", text(Keys.of(before, Keys.DOC).s())))
        .build();
  }
}
