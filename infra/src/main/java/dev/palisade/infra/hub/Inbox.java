package dev.palisade.infra.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.EventPatterns;
import dev.palisade.infra.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * A domain's queue, the rules that fill it from the hub's bus, and the dead-letter queue for what
 * its function gives up on or EventBridge can't deliver.
 */
final class Inbox extends Construct {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often a message is tried before it is dead. */
  private static final int TRIES = 5;

  final Queue queue;
  final Queue dead;

  Inbox(
      Construct scope,
      Domain domain,
      EventBus bus,
      Key key,
      Duration functionTimeout,
      Installation installation) {
    super(scope, "Inbox");
    dead =
        queue("Dead", "palisade-%s-dead".formatted(domain.name()), key)
            .retentionPeriod(Duration.days(14))
            .build();
    queue =
        queue("Queue", "palisade-" + domain.name(), key)
            .retentionPeriod(Duration.days(4))
            .visibilityTimeout(visibility(functionTimeout, installation))
            .deadLetterQueue(DeadLetterQueue.builder().queue(dead).maxReceiveCount(TRIES).build())
            .build();
    List<String> rules = new ArrayList<>();
    for (String pattern : EventPatterns.hub(domain, installation.hub())) {
      rules.add(rule(rules.size() + 1, pattern, domain, bus).getAttrArn());
    }
    acceptFrom(queue, rules);
    acceptFrom(dead, rules);
  }

  /**
   * Six times the function's timeout is what Lambda asks for, so that a message is not handed out
   * again while a throttled batch waits. Locally a retry should not be waited for that long.
   */
  private static Duration visibility(Duration functionTimeout, Installation installation) {
    int seconds = functionTimeout.toSeconds().intValue();
    return Duration.seconds(installation.local() ? seconds : 6 * seconds);
  }

  private Queue.Builder queue(String id, String name, Key key) {
    return Queue.Builder.create(this, id)
        .queueName(name)
        .encryption(QueueEncryption.KMS)
        .encryptionMasterKey(key)
        .dataKeyReuse(Duration.hours(1))
        .enforceSsl(true);
  }

  private CfnRule rule(int number, String pattern, Domain domain, EventBus bus) {
    return CfnRule.Builder.create(this, "Rule" + number)
        .description("Hands events to Palisade's domain " + domain.name())
        .eventBusName(bus.getEventBusName())
        .state("ENABLED")
        .eventPattern(json(pattern))
        .targets(
            List.of(
                CfnRule.TargetProperty.builder()
                    .id("queue")
                    .arn(queue.getQueueArn())
                    .deadLetterConfig(
                        CfnRule.DeadLetterConfigProperty.builder().arn(dead.getQueueArn()).build())
                    .build()))
        .build();
  }

  private static void acceptFrom(Queue target, List<String> rules) {
    target.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(target.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rules)))
            .build());
  }

  private static Object json(String pattern) {
    try {
      return JSON.readValue(pattern, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a generated pattern is no JSON: " + pattern, e);
    }
  }
}
