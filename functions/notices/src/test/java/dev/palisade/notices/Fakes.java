package dev.palisade.notices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.S3AuditLog;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.notice.SnsNotices;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The services around the functions, as far as they are called, keeping what they were told. */
final class Fakes {

  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  static final String QUEUE = "https://queues/palisade-boxes";

  final Map<String, String> audit = new LinkedHashMap<>();
  final List<String> subjects = new ArrayList<>();
  final List<JsonNode> notices = new ArrayList<>();
  final Map<String, JsonNode> executions = new LinkedHashMap<>();
  final List<String> answered = new ArrayList<>();
  final List<String> scheduled = new ArrayList<>();
  final List<JsonNode> requests = new ArrayList<>();
  final Map<String, Map<String, AttributeValue>> table = new HashMap<>();
  boolean auditFails;
  boolean tokensAreLate;

  private final InstantSource clock = () -> NOW;

  Telling telling() {
    return new Telling(
        new S3AuditLog(new Bucket(), "audit"),
        new SnsNotices(new Topic(), "topic"),
        new Queue(),
        List.of("https://queues/chat", "https://queues/tickets"));
  }

  Approving approving() {
    return new Approving(
        new Steps(),
        new PeopleBook(new Table(), "palisade"),
        new Approving.Setting("machine", Map.of("boxes", QUEUE), "999988887777", "us-east-1"),
        clock);
  }

  CaseBook cases() {
    return new CaseBook(new Table(), "palisade", clock);
  }

  NoticesHandler handler() {
    return new NoticesHandler(
        asking(), new PolicyDeployments(new PeopleBook(new Table(), "palisade"), "app-1"));
  }

  Asking asking() {
    return new Asking(cases(), telling(), approving(), exempted());
  }

  Exempted exempted() {
    return new Exempted(
        cases(),
        new PeopleBook(new Table(), "palisade"),
        new RequestSender(new Bus(), "bus"),
        (time, request, id) -> scheduled.add(time + " " + request + " " + id),
        new SnsNotices(new Topic(), "topic"),
        clock);
  }

  static JsonNode json(String text) {
    try {
      return Codec.plain().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("pk").s() + "|" + item.get("sk").s();
  }

  private final class Bucket implements S3Client {
    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      if (auditFails) {
        throw S3Exception.builder().statusCode(503).message("slow down").build();
      }
      if (audit.containsKey(request.key())) {
        throw S3Exception.builder().statusCode(412).message("there already").build();
      }
      try (var stream = body.contentStreamProvider().newStream()) {
        audit.put(
            request.key(),
            new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Topic implements SnsClient {
    @Override
    public PublishResponse publish(PublishRequest request) {
      subjects.add(request.subject());
      return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Queue implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      if (request.queueUrl().endsWith("chat")) {
        notices.add(json(request.messageBody()));
      }
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Bus implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      requests.add(json(request.entries().getFirst().detail()));
      return PutEventsResponse.builder()
          .failedEntryCount(0)
          .entries(e -> e.eventId("event-1"))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Steps implements SfnClient {
    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
      if (executions.putIfAbsent(request.name(), json(request.input())) != null) {
        throw ExecutionAlreadyExistsException.builder().message("there already").build();
      }
      return StartExecutionResponse.builder().build();
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
      if (tokensAreLate) {
        throw TaskTimedOutException.builder().message("over").build();
      }
      answered.add(request.taskToken() + " " + request.output());
      return SendTaskSuccessResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Table implements DynamoDbClient {
    /** By state, as far as the book asks. */
    @Override
    public QueryIterable queryPaginator(QueryRequest request) {
      return new QueryIterable(this, request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      String state = request.expressionAttributeValues().get(":value").s();
      return QueryResponse.builder()
          .items(
              table.values().stream()
                  .filter(item -> item.containsKey("gsi1pk"))
                  .filter(item -> item.get("gsi1pk").s().equals(state))
                  .toList())
          .build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return GetItemResponse.builder()
          .item(table.getOrDefault(key(request.key()), Map.of()))
          .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      table.put(key(request.item()), request.item());
      return PutItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
