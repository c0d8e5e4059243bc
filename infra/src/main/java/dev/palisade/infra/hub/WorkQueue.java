package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * A queue between two functions of the hub, with the dead-letter queue for what its reader gives up
 * on. {@link Watch} raises the alarms.
 */
final class WorkQueue extends Construct {

  /** How often a message is tried before it is dead. */
  private static final int TRIES = 5;

  final String name;
  final Queue queue;
  final Queue dead;

  /**
   * The queue {@code palisade-<name>}.
   *
   * @param timeout of the function that works it off; a message is hidden six times as long
   */
  WorkQueue(Construct scope, String name, Duration timeout, Keys keys, Installation installation) {
    this(scope, name, timeout, TRIES, keys, installation);
  }

  /**
   * The queue {@code palisade-<name>} for a reader that waits long between its tries.
   *
   * @param tries how often a message is tried before it is dead; more than its reader tries
   */
  WorkQueue(
      Construct scope,
      String name,
      Duration timeout,
      int tries,
      Keys keys,
      Installation installation) {
    super(scope, "Queue-" + name);
    this.name = name;
    dead = queue("Dead", "palisade-%s-dead".formatted(name), keys).build();
    int seconds = timeout.toSeconds().intValue();
    queue =
        queue("Queue", "palisade-" + name, keys)
            // Locally a retry should not be waited for that long.
            .visibilityTimeout(Duration.seconds(installation.local() ? seconds : 6 * seconds))
            .deadLetterQueue(DeadLetterQueue.builder().queue(dead).maxReceiveCount(tries).build())
            .build();
  }

  private Queue.Builder queue(String id, String full, Keys keys) {
    return Queue.Builder.create(this, id)
        .queueName(full)
        .retentionPeriod(Duration.days(14))
        .encryption(QueueEncryption.KMS)
        .encryptionMasterKey(keys.messages)
        .dataKeyReuse(Duration.hours(1))
        .enforceSsl(true);
  }

  /** Lets EventBridge put the events of a rule into it, or where it can't, among the dead. */
  void acceptFrom(CfnRule rule) {
    for (Queue target : List.of(queue, dead)) {
      target.addToResourcePolicy(
          PolicyStatement.Builder.create()
              .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
              .actions(List.of("sqs:SendMessage"))
              .resources(List.of(target.getQueueArn()))
              .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
              .build());
    }
  }

  void feed(Alias alias, Installation installation) {
    alias.addEventSource(
        SqsEventSource.Builder.create(queue)
            .batchSize(10)
            .maxConcurrency(installation.local() ? 2 : 10)
            .reportBatchItemFailures(true)
            .build());
  }
}
