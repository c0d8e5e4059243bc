package dev.palisade.tickets.testing;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table as the hub's stack makes it, empty. */
public final class Table {

  private Table() {}

  public static String in(DynamoDbClient dynamo) {
    String name = "palisade-" + UUID.randomUUID();
    dynamo.createTable(b ->
        b.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(""))
            .attributeDefinitions(
                Stream.of("pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk")
                    .map(one ->
                        AttributeDefinition.builder()
                            .attributeName(one)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .toList())
            .globalSecondaryIndexes(index("byState", "gsi1"), index("byResource", "gsi2")));
    return name;
  }

  private static GlobalSecondaryIndex index(String name, String prefix) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(keys(prefix))
        .projection(p -> p.projectionType(ProjectionType.ALL))
        .build();
  }

  private static List<KeySchemaElement> keys(String prefix) {
    return List.of(key(prefix + "pk", KeyType.HASH), key(prefix + "sk", KeyType.RANGE));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
