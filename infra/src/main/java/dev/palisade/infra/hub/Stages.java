package dev.palisade.infra.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.constructs.Construct;

/**
 * What follows from every stage of a case: the table's stream starts a function that keeps it in
 * the audit log, tells people, and starts asking where a plan needs them. What changes resources
 * can therefore neither write the cases' audit log nor leave a stage out of it.
 */
final class Stages extends Construct {

  private static final Duration TIMEOUT = Duration.seconds(60);

  final HubFunction notices;
  final Approvals approvals;

  /** What approvals ask by; the function keeps the task's token in the table. */
  final WorkQueue asking;

  /** What the stream's records end in that can't be told. */
  final WorkQueue untold;

  Stages(
      Construct scope,
      HubParts hub,
      List<Responder> responders,
      List<WorkQueue> told,
      Installation installation) {
    super(scope, "Stages");
    untold = new WorkQueue(this, "untold", TIMEOUT, hub.keys(), installation);
    asking = new WorkQueue(this, "asking", TIMEOUT, hub.keys(), installation);
    notices = function(hub, installation);
    approvals = new Approvals(this, asking, responders, hub.keys(), installation);
    String machine = Approvals.arn(installation);
    notices
        .keepsTable(hub.records())
        .worksOff(asking)
        .knows(DeploymentVariables.APPROVALS, machine)
        .knows(DeploymentVariables.DOMAIN_QUEUES, queues(responders))
        .knows(
            DeploymentVariables.NOTICE_QUEUES,
            String.join(",", told.stream().map(queue -> queue.queue.getQueueUrl()).toList()))
        .mayDo(List.of("states:StartExecution"), machine)
        // Names no machine: the token is what tells which task is meant.
        .mayDo(List.of("states:SendTaskSuccess"), "*")
        .mayDo(
            List.of("s3:PutObject"),
            hub.records().audit.arnForObjects("cases/*"),
            hub.records().audit.arnForObjects("people/*"))
        .mayDo(List.of("sqs:SendMessage"), untold.dead.getQueueArn())
        .knows(DeploymentVariables.BUS, hub.bus().getEventBusArn())
        .mayDo(List.of("events:PutEvents"), hub.bus().getEventBusArn());
    hub.clock().lets(notices, asking);
    told.forEach(queue -> notices.mayDo(List.of("sqs:SendMessage"), queue.queue.getQueueArn()));
    stream(hub);
    deployments(hub);
    alarm(hub);
  }

  private HubFunction function(HubParts hub, Installation installation) {
    return new HubFunction(
            this,
            new HubFunction.Kind(
                "notices",
                "notices",
                "dev.palisade.notices.NoticesHandler",
                "Tells of every stage of a case, and asks people about plans",
                TIMEOUT,
                Map.of(DeploymentVariables.HUB, installation.hub())),
            hub.keys(),
            installation)
        .knows(DeploymentVariables.POLICY_APPLICATION, hub.policy().application)
        .knows(DeploymentVariables.AUDIT_BUCKET, hub.records().audit.getBucketName())
        .knows(DeploymentVariables.TOPIC, hub.notices().topic.getTopicArn())
        .mayDo(List.of("sns:Publish"), hub.notices().topic.getTopicArn())
        .mayDo(List.of("kms:Decrypt", "kms:GenerateDataKey"), hub.keys().messages.getKeyArn());
  }

  private void stream(HubParts hub) {
    String stream = Objects.requireNonNull(hub.records().table.getTableStreamArn());
    notices.mayDo(
        List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
        stream);
    EventSourceMapping mapping =
        EventSourceMapping.Builder.create(this, "Stream")
            .target(notices.alias)
            .eventSourceArn(stream)
            .startingPosition(StartingPosition.TRIM_HORIZON)
            .batchSize(25)
            // So that the stages of a fix come together, and are one object of the audit log.
            .maxBatchingWindow(Duration.seconds(1))
            .reportBatchItemFailures(true)
            .retryAttempts(30)
            .maxRecordAge(Duration.hours(12))
            .filters(List.of(keys("CASE#"), keys("JOURNAL#"), keys("EXEMPTIONS")))
            .build();
    // Not by onFailure(), which would grant wildcard actions.
    if (mapping.getNode().getDefaultChild() instanceof CfnEventSourceMapping made) {
      made.addPropertyOverride(
          "DestinationConfig.OnFailure.Destination", untold.dead.getQueueArn());
    }
  }

  /** Who deployed which policy is in CloudTrail; the function writes it into the journal. */
  private void deployments(HubParts hub) {
    CfnRule rule =
        CfnRule.Builder.create(this, "PolicyDeployed")
            .description("Tells Palisade who deployed which policy")
            // Where CloudTrail's records of the hub's own account arrive.
            .eventBusName("default")
            .state("ENABLED")
            .eventPattern(
                Map.of(
                    "source", List.of("aws.appconfig"),
                    "detail-type", List.of("AWS API Call via CloudTrail"),
                    "detail",
                        Map.of(
                            "eventSource", List.of("appconfig.amazonaws.com"),
                            "eventName", List.of("StartDeployment"))))
            .targets(
                List.of(
                    CfnRule.TargetProperty.builder()
                        .id("queue")
                        .arn(asking.queue.getQueueArn())
                        .deadLetterConfig(
                            CfnRule.DeadLetterConfigProperty.builder()
                                .arn(asking.dead.getQueueArn())
                                .build())
                        .build()))
            .build();
    asking.acceptFrom(rule);
    hub.policy().deployment.addResourceDependency(rule);
  }

  private static Map<String, Object> keys(String prefix) {
    return FilterCriteria.filter(
        Map.of(
            "dynamodb",
            Map.of("Keys", Map.of("pk", Map.of("S", FilterRule.beginsWith(prefix)))),
            "eventName",
            FilterRule.or("INSERT", "MODIFY")));
  }

  private void alarm(HubParts hub) {
    Alarm.Builder.create(this, "Unasked")
        .alarmDescription("People could not be asked about a plan: the case waits in the table")
        .metric(approvals.machine.metricFailed())
        .threshold(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(hub.notices().topic));
  }

  private static String queues(List<Responder> responders) {
    Map<String, String> urls = new TreeMap<>();
    responders.forEach(one -> urls.put(one.domain, one.inbox.queue.getQueueUrl()));
    try {
      return new ObjectMapper().writeValueAsString(urls);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
