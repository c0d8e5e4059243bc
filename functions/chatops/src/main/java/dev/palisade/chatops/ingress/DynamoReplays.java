package dev.palisade.chatops.ingress;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The replay table: one item per signature, put once, gone by DynamoDB's time to live. */
final class DynamoReplays implements Replays {

  /** Longer than any request stays fresh, a timestamp from the future included. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoReplays(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public boolean isFirst(Signature signature, Instant now) {
    try {
      dynamo.updateItem(b ->
          b.tableName(table)
              .key(Map.of("pk", AttributeValue.fromS(signature.hex())))
              .updateExpression("SET expiresAt = :end")
              .conditionExpression("attribute_not_exists(pk)")
              .expressionAttributeValues(
                  Map.of(
                      ":end",
                      AttributeValue.fromN(String.valueOf(now.plus(KEPT).getEpochSecond())))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
