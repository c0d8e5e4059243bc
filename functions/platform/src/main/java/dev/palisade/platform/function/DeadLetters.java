package dev.palisade.platform.function;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The dead-letter queue, with the reason on each message: a redrive policy alone would move the
 * message and keep nobody's words about it.
 */
public final class DeadLetters {

  /** Message attribute that carries the reason. */
  public static final String REASON = "PalisadeReason";

  private static final int LONGEST_REASON = 1000;

  private final SqsClient sqs;
  private final String queueUrl;

  /** The dead letters of a queue, by their own queue's URL. */
  public DeadLetters(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /** Puts a message there that can't be handled. */
  public void bury(SQSMessage message, String reason) {
    String text = reason.isEmpty() ? "no reason given" : reason;
    MessageAttributeValue attribute =
        MessageAttributeValue.builder()
            .dataType("String")
            .stringValue(text.substring(0, Math.min(LONGEST_REASON, text.length())))
            .build();
    sqs.sendMessage(b ->
        b.queueUrl(queueUrl)
            .messageBody(message.getBody())
            .messageAttributes(Map.of(REASON, attribute)));
  }
}
