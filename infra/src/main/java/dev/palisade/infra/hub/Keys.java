package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The hub's keys: one for what is on its way (queues, topic), which AWS services write to, and one
 * for what is kept (table, audit log), which they don't.
 */
final class Keys extends Construct {

  final Key messages;
  final Key records;

  Keys(Construct scope, Installation installation) {
    super(scope, "Keys");
    messages = key("Messages", "Palisade's queues and topic", installation);
    records = key("Records", "Palisade's table and audit log", installation);
    // Without these EventBridge loses events, and alarms don't reach the topic.
    messages.addToResourcePolicy(usedBy("events", Map.of()));
    messages.addToResourcePolicy(
        usedBy(
            "cloudwatch", Map.of("StringEquals", Map.of("aws:SourceAccount", installation.hub()))));
  }

  /**
   * What a service needs to write to something encrypted. EventBridge gets it without a condition:
   * AWS documents none for encrypted queues, and the queues' own policies name the rules.
   */
  private static PolicyStatement usedBy(String service, Map<String, ?> conditions) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new ServicePrincipal(service + ".amazonaws.com")))
        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }

  private Key key(String name, String description, Installation installation) {
    return Key.Builder.create(this, name)
        .description(description)
        .enableKeyRotation(true)
        .removalPolicy(removal(installation))
        .build();
  }

  /** What is kept outlives the stack on AWS; locally a second deployment must find nothing. */
  static RemovalPolicy removal(Installation installation) {
    return installation.local() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
  }
}
