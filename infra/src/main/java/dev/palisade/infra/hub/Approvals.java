package dev.palisade.infra.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.resource.Arn;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * Asking people, in Step Functions: one execution a case, which asks, reminds, and puts the
 * decision, or that there is none, into the domain's queue. It keeps nothing that the table does
 * not have.
 */
final class Approvals extends Construct {

  static final String NAME = "palisade-approvals";

  /** For what a service could not take in the moment. */
  private static final Map<String, Object> RETRY =
      Map.of(
          "ErrorEquals", List.of("States.TaskFailed"),
          "IntervalSeconds", 2,
          "MaxAttempts", 6,
          "BackoffRate", 2);

  final StateMachine machine;

  Approvals(
      Construct scope,
      WorkQueue asking,
      List<Responder> responders,
      Keys keys,
      Installation installation) {
    super(scope, "Approvals");
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(NAME)
            .description("Asks people about Palisade's plans, and hands on what they decide")
            .assumedBy(new ServicePrincipal("states.amazonaws.com"))
            .build();
    role.addToPolicy(
        Grants.allow(
            List.of("sqs:SendMessage"),
            Stream.concat(
                    Stream.of(asking.queue.getQueueArn()),
                    responders.stream().map(one -> one.inbox.queue.getQueueArn()))
                .toList()));
    role.addToPolicy(
        Grants.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(keys.messages.getKeyArn())));
    machine =
        StateMachine.Builder.create(this, "Machine")
            .stateMachineName(NAME)
            .stateMachineType(StateMachineType.STANDARD)
            .definitionBody(DefinitionBody.fromString(definition(asking, installation)))
            .role(role)
            .logs(logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  /** Its ARN by name, for those that its own parts are made of. */
  static String arn(Installation installation) {
    return "arn:%s:states:%s:%s:stateMachine:%s"
        .formatted(
            Arn.partitionOf(installation.region()),
            installation.region(),
            installation.hub(),
            NAME);
  }

  // Without the data: a token that is read from a log could be used.
  private LogOptions logs() {
    return LogOptions.builder()
        .level(LogLevel.ERROR)
        .includeExecutionData(false)
        .destination(
            LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/vendedlogs/states/" + NAME)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build())
        .build();
  }

  private static String definition(WorkQueue asking, Installation installation) {
    String services = "arn:%s:states:::".formatted(Arn.partitionOf(installation.region()));
    Map<String, Object> definition =
        Map.of(
            "Comment",
            "Asks people about one case's plan",
            "StartAt",
            "Ask",
            "States",
            Map.of(
                "Ask", ask(services, asking, false, "$.remindIn", "Remind"),
                "Remind", ask(services, asking, true, "$.expireIn", "Expired"),
                "Answered",
                    Map.of(
                        "Type",
                        "Choice",
                        "Choices",
                        List.of(
                            Map.of(
                                "Variable", "$.answer.decision",
                                "StringEquals", "yes",
                                "Next", "Decided")),
                        "Default",
                        "Over"),
                "Decided", tell(services, "$.decision"),
                "Expired", tell(services, "$.expiry"),
                "Over", Map.of("Type", "Succeed"),
                "Unasked",
                    Map.of(
                        "Type", "Fail",
                        "Error", "Unasked",
                        "Cause", "nobody could be asked; the case still waits in the table")));
    try {
      return new ObjectMapper().writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> ask(
      String services, WorkQueue asking, boolean reminder, String timeout, String late) {
    return Map.of(
        "Type",
        "Task",
        "Resource",
        services + "sqs:sendMessage.waitForTaskToken",
        "TimeoutSecondsPath",
        timeout,
        "Parameters",
        Map.of(
            "QueueUrl",
            asking.queue.getQueueUrl(),
            "MessageBody",
            Map.of("case.$", "$.case", "token.$", "$$.Task.Token", "reminder", reminder)),
        "ResultPath",
        "$.answer",
        "Retry",
        List.of(RETRY),
        "Catch",
        List.of(
            Map.of("ErrorEquals", List.of("States.Timeout"), "ResultPath", "$.late", "Next", late),
            Map.of(
                "ErrorEquals", List.of("States.ALL"), "ResultPath", "$.fault", "Next", "Unasked")),
        "Next",
        "Answered");
  }

  private static Map<String, Object> tell(String services, String message) {
    return Map.of(
        "Type",
        "Task",
        "Resource",
        services + "sqs:sendMessage",
        "Parameters",
        Map.of("QueueUrl.$", "$.queue", "MessageBody.$", message),
        "Retry",
        List.of(RETRY),
        "End",
        true);
  }
}
