package dev.palisade.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The domains' queues, by hand: what EventBridge would put there, and what no event should be. */
final class Inboxes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SqsClient sqs;

  /** Dead letters seen so far, body to reason; a queue hands each out once. */
  private final Map<String, String> dead = new LinkedHashMap<>();

  Inboxes(Clients clients) {
    this.sqs = clients.hub(SqsClient.builder());
  }

  /** Puts messages on a domain's queue, ten at a time. */
  void send(String domain, List<String> bodies) {
    String url = url("palisade-" + domain);
    for (int from = 0; from < bodies.size(); from += 10) {
      List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
      for (String body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
        batch.add(
            SendMessageBatchRequestEntry.builder()
                .id("m" + batch.size())
                .messageBody(body)
                .build());
      }
      sqs.sendMessageBatch(b -> b.queueUrl(url).entries(batch));
    }
  }

  /** All dead letters of a domain so far, body to the reason they carry (empty without one). */
  Map<String, String> dead(String domain) {
    String url = url("palisade-%s-dead".formatted(domain));
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(
                  b -> b.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
              .messages();
      if (messages.isEmpty()) {
        return dead;
      }
      for (Message message : messages) {
        var reason = message.messageAttributes().get("PalisadeReason");
        dead.merge(message.body(), reason == null ? "" : reason.stringValue(), (a, b) -> a);
        sqs.deleteMessage(b -> b.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private String url(String queue) {
    return sqs.getQueueUrl(b -> b.queueName(queue)).queueUrl();
  }

  /** An id of an event. */
  static String id() {
    return UUID.randomUUID().toString();
  }

  /** A call as CloudTrail reports it through EventBridge. */
  static ObjectNode call(
      String id, String account, String service, String name, ObjectNode parameters) {
    ObjectNode event = NODES.objectNode();
    event.put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", "AWS API Call via CloudTrail").put("source", "aws." + service);
    event.put("account", account).put("time", Instant.now().toString());
    event.put("region", LocalSystem.REGION).putArray("resources");
    ObjectNode detail = event.putObject("detail");
    detail.put("eventVersion", "1.11").put("eventID", id).put("eventName", name);
    detail
        .put("eventSource", service + ".amazonaws.com")
        .put("eventTime", Instant.now().toString());
    detail.put("awsRegion", LocalSystem.REGION).put("recipientAccountId", account);
    ObjectNode user = detail.putObject("userIdentity");
    user.put("type", "IAMUser").put("accountId", account);
    user.put("arn", "arn:aws:iam::%s:user/scientist".formatted(account));
    detail.set("requestParameters", parameters);
    return event;
  }

  /** A call on a bucket. */
  static ObjectNode bucketCall(String id, String account, String name, String bucket) {
    return call(id, account, "s3", name, NODES.objectNode().put("bucketName", bucket));
  }
}
