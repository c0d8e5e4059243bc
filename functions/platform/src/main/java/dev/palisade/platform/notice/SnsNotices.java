package dev.palisade.platform.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.plan.Codec;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Notices over SNS: the subject for people's mail, the message as JSON for machines, with the
 * attributes {@code state} and {@code control} to filter subscriptions by.
 */
public final class SnsNotices {

  /** Metric that counts alarms about the use of Palisade's role by somebody else. */
  public static final String ALARM_METRIC = "OwnRoleWithoutLedger";

  private static final int LONGEST_SUBJECT = 100;

  private final SnsClient sns;
  private final String topicArn;

  /** Notices over a topic of the hub account. */
  public SnsNotices(SnsClient sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  /** Tells that a case needs, or ended with, something people should know. */
  public void tell(Case item) {
    ObjectNode message = Codec.plain().createObjectNode();
    message.put("case", item.id());
    message.put("state", item.state().name());
    message.put("control", item.control());
    message.put("title", item.title());
    message.put("severity", item.severity().name());
    message.put("resource", item.resource().arn());
    message.put("account", item.resource().account());
    message.put("region", item.resource().region());
    message.put("ai", item.scope().why());
    message.put("actor", item.origin().actor().arn());
    message.put("rationale", item.proposal().rationale());
    message.put("reason", item.reason());
    message.put("steps", item.proposal().steps());
    item.steps().forEach(step -> message.withArray("changes").add(step.describe()));
    publish(
        "%s %s: %s %s"
            .formatted(item.severity(), item.state(), item.control(), item.resource().id()),
        message.toString(),
        item.state().name(),
        item.control());
  }

  /** Tells people something that is about no single case. */
  public void say(String subject, String text) {
    ObjectNode message = Codec.plain().createObjectNode();
    message.put("subject", subject);
    message.put("text", text);
    publish(subject, message.toString(), "NOTE", "none");
  }

  /** Raises an alarm. */
  public void alarm(String subject, String text) {
    MetricsFactory.getMetricsInstance().addMetric(ALARM_METRIC, 1, MetricUnit.COUNT);
    ObjectNode message = Codec.plain().createObjectNode();
    message.put("alarm", subject);
    message.put("text", text);
    publish("ALARM: " + subject, message.toString(), "ALARM", "none");
  }

  private void publish(String subject, String message, String state, String control) {
    // Subjects must be printable ASCII of at most 100 characters.
    String ascii = subject.replaceAll("[^ -~]", "?");
    sns.publish(
        PublishRequest.builder()
            .topicArn(topicArn)
            .subject(ascii.substring(0, Math.min(LONGEST_SUBJECT, ascii.length())))
            .message(message)
            .messageAttributes(Map.of("state", attribute(state), "control", attribute(control)))
            .build());
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
