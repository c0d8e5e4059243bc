package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.engine.TagSetter;
import dev.palisade.core.resource.ResourceRef;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Who set the tags that exempt: one item a tag, beside the resource's others. */
final class TagNotes {

  private TagNotes() {}

  /** Notes it, unless somebody set the tag later: events come in any order. */
  static void note(DynamoDbClient dynamo, String table, ResourceRef ref, TagSetter setter) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.tag(ref.arn(), setter.key()));
    AttributeValue at = number(setter.at().toEpochMilli());
    item.put(Keys.DOC, text(Items.write(setter)));
    item.put("setAt", at);
    try {
      dynamo.putItem(b ->
          b.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(pk) OR setAt <= :at")
              .expressionAttributeValues(Map.of(":at", at)));
    } catch (ConditionalCheckFailedException e) {
      // The later one stands.
    }
  }
}
