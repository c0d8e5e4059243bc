package dev.palisade.infra.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.control.EventPatterns;
import dev.palisade.core.control.Roles;
import dev.palisade.infra.Arns;
import dev.palisade.infra.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The rules of one governed account and region: what controls wait for goes from the account's
 * default bus to the hub's, and what can't be delivered into a queue beside them. Nothing has a
 * fixed name, so that one account can hold the stack in every region.
 */
public final class RulesStack extends Stack {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stack for an installation. */
  public RulesStack(Construct scope, String id, StackProps props, Installation installation) {
    super(scope, id, props);
    Queue undelivered =
        Queue.Builder.create(this, "Undelivered")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
    List<String> rules = new ArrayList<>();
    List<String> patterns = EventPatterns.member(installation.domains());
    for (String pattern : patterns) {
      CfnRule rule = rule(rules.size() + 1, pattern, undelivered, installation);
      rules.add(rule.getAttrArn());
    }
    undelivered.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(undelivered.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rules)))
            .build());
  }

  private CfnRule rule(int number, String pattern, Queue undelivered, Installation installation) {
    return CfnRule.Builder.create(this, "Rule" + number)
        .description("Carries events that Palisade's controls wait for to the hub")
        .state("ENABLED")
        .eventPattern(json(pattern))
        .targets(
            List.of(
                CfnRule.TargetProperty.builder()
                    .id("hub")
                    .arn(Arns.bus(installation))
                    .roleArn(
                        "arn:%s:iam::%s:role/%s"
                            .formatted(Aws.PARTITION, Aws.ACCOUNT_ID, Roles.FORWARD))
                    .deadLetterConfig(
                        CfnRule.DeadLetterConfigProperty.builder()
                            .arn(undelivered.getQueueArn())
                            .build())
                    .build()))
        .build();
  }

  private static Object json(String pattern) {
    try {
      return JSON.readValue(pattern, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a generated pattern is no JSON: " + pattern, e);
    }
  }
}
