package dev.palisade.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB as far as the page uses it: keys, two indexes, and the conditions that are written. */
final class MemoryTable implements DynamoDbClient {

  final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

  /** How often something was written or removed. */
  int writes;

  @Override
  public synchronized GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().item(items.getOrDefault(key(request.key()), Map.of())).build();
  }

  @Override
  public synchronized PutItemResponse putItem(PutItemRequest request) {
    put(request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    Map<String, AttributeValue> item = items.get(key(request.key()));
    if (!"SET doc = :doc".equals(request.updateExpression())
        || !"attribute_exists(pk)".equals(request.conditionExpression())) {
      throw new UnsupportedOperationException(request.toString());
    }
    if (item == null) {
      throw ConditionalCheckFailedException.builder().message("not there").build();
    }
    Map<String, AttributeValue> next = new HashMap<>(item);
    next.put("doc", request.expressionAttributeValues().get(":doc"));
    put(next);
    return UpdateItemResponse.builder().build();
  }

  @Override
  public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
    writes++;
    Map<String, AttributeValue> old = items.remove(key(request.key()));
    return DeleteItemResponse.builder().attributes(old == null ? Map.of() : old).build();
  }

  @Override
  public synchronized QueryResponse query(QueryRequest request) {
    boolean index = request.indexName() != null;
    String name = index ? request.indexName().equals("byState") ? "gsi1pk" : "gsi2pk" : "pk";
    AttributeValue wanted = request.expressionAttributeValues().get(index ? ":value" : ":pk");
    return QueryResponse.builder()
        .items(items.values().stream().filter(item -> wanted.equals(item.get(name))).toList())
        .build();
  }

  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(
      TransactWriteItemsRequest request) {
    List<CancellationReason> reasons = new ArrayList<>();
    boolean fails = false;
    for (TransactWriteItem one : request.transactItems()) {
      boolean holds = holds(one);
      fails |= !holds;
      reasons.add(
          CancellationReason.builder().code(holds ? "None" : "ConditionalCheckFailed").build());
    }
    if (fails) {
      throw TransactionCanceledException.builder().cancellationReasons(reasons).build();
    }
    for (TransactWriteItem one : request.transactItems()) {
      if (one.put() != null) {
        put(one.put().item());
      } else if (one.update() != null) {
        add(one.update());
      } else {
        writes++;
        items.remove(key(one.delete().key()));
      }
    }
    return TransactWriteItemsResponse.builder().build();
  }

  /** An update of the form {@code ADD name :one}, as the book of exemptions counts. */
  private void add(Update update) {
    String name = update.updateExpression().split(" ", 3)[1];
    Map<String, AttributeValue> item =
        new HashMap<>(items.getOrDefault(key(update.key()), update.key()));
    long before = item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
    long more = Long.parseLong(update.expressionAttributeValues().get(":one").n());
    item.put(name, AttributeValue.fromN(String.valueOf(before + more)));
    put(item);
  }

  private boolean holds(TransactWriteItem one) {
    if (one.put() == null || one.put().conditionExpression() == null) {
      return true;
    }
    Map<String, AttributeValue> there = items.get(key(one.put().item()));
    return switch (one.put().conditionExpression()) {
      case "attribute_not_exists(pk)" -> there == null;
      case "attribute_not_exists(pk) OR version < :version" ->
          there == null || version(there) < version(one);
      case "version = :version" -> there != null && version(there) == version(one);
      default -> throw new UnsupportedOperationException(one.toString());
    };
  }

  private static long version(Map<String, AttributeValue> item) {
    return Long.parseLong(item.get("version").n());
  }

  private static long version(TransactWriteItem one) {
    return Long.parseLong(one.put().expressionAttributeValues().get(":version").n());
  }

  private void put(Map<String, AttributeValue> item) {
    writes++;
    items.put(key(item), Map.copyOf(item));
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("pk").s() + (item.containsKey("sk") ? "|" + item.get("sk").s() : "");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
