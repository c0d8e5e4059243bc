package dev.palisade.infra.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.resource.Arn;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What the clock starts: the daily look at everything, which takes baselines and finds what events
 * missed, and the canary that keeps each published version from going inactive (after 14 days
 * without an invocation) whatever becomes of the first. Functions put their one-off schedules for
 * waiting cases into the same group, under the same role.
 */
final class Clock extends Construct {

  static final String GROUP = "palisade";

  final Role role;
  final CfnScheduleGroup group;
  private final Installation installation;

  Clock(Construct scope, Key key, Installation installation) {
    super(scope, "Clock");
    this.installation = installation;
    group = CfnScheduleGroup.Builder.create(this, "Group").name(GROUP).build();
    role =
        Role.Builder.create(this, "Role")
            .roleName("palisade-scheduler")
            .description("EventBridge Scheduler puts Palisade's own events into its queues")
            .assumedBy(
                new ServicePrincipal("scheduler.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", installation.hub()))))
            .build();
    role.addToPolicy(
        Grants.allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key.getKeyArn())));
  }

  /**
   * The schedules of a domain. A rate without a start date runs for the first time as soon as it is
   * created, so the first baselines are taken with the deployment.
   */
  void serve(String domain, Queue queue) {
    role.addToPolicy(Grants.allow(List.of("sqs:SendMessage"), List.of(queue.getQueueArn())));
    schedule("baseline", domain, queue, PalisadeEvents.BASELINE, "rate(1 day)");
    schedule("canary", domain, queue, PalisadeEvents.CANARY, "rate(3 days)");
  }

  /** Lets a function put one-off schedules into the group, which end in a queue. */
  void lets(HubFunction function, WorkQueue queue) {
    role.addToPolicy(Grants.allow(List.of("sqs:SendMessage"), List.of(queue.queue.getQueueArn())));
    function
        .knows(DeploymentVariables.SCHEDULE_GROUP, GROUP)
        .knows(DeploymentVariables.SCHEDULER_ROLE, role.getRoleArn())
        .knows(DeploymentVariables.QUEUE_ARN, queue.queue.getQueueArn())
        .mayDo(
            List.of("scheduler:CreateSchedule"),
            "arn:%s:scheduler:%s:%s:schedule/%s/*"
                .formatted(
                    Arn.partitionOf(installation.region()),
                    installation.region(),
                    installation.hub(),
                    GROUP));
    function.role.addToPolicy(
        Grants.allow(
            List.of("iam:PassRole"),
            List.of(role.getRoleArn()),
            Map.of("StringEquals", Map.of("iam:PassedToService", "scheduler.amazonaws.com"))));
  }

  /** Starts a function, which takes any event, at a rate. */
  void starts(Construct scope, HubFunction function, String every, String description) {
    role.addToPolicy(
        Grants.allow(List.of("lambda:InvokeFunction"), List.of(function.alias.getFunctionArn())));
    CfnSchedule schedule =
        CfnSchedule.Builder.create(scope, "Schedule")
            .name("palisade-" + function.name)
            .groupName(GROUP)
            .description(description)
            .scheduleExpression(every)
            .flexibleTimeWindow(
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
            .target(
                CfnSchedule.TargetProperty.builder()
                    .arn(function.alias.getFunctionArn())
                    .roleArn(role.getRoleArn())
                    .input("{}")
                    .build())
            .build();
    schedule.addResourceDependency(group);
  }

  private void schedule(String kind, String domain, Queue queue, String detailType, String every) {
    CfnSchedule schedule =
        CfnSchedule.Builder.create(this, kind + "-" + domain)
            .name("palisade-%s-%s".formatted(kind, domain))
            .groupName(GROUP)
            .description(detailType + " for the domain " + domain)
            .scheduleExpression(every)
            .flexibleTimeWindow(
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
            .target(
                CfnSchedule.TargetProperty.builder()
                    .arn(queue.getQueueArn())
                    .roleArn(role.getRoleArn())
                    .input(event(domain, detailType))
                    .build())
            .build();
    schedule.addResourceDependency(group);
  }

  /** An event as a bus would deliver it; Scheduler fills in id and time when it sends. */
  private String event(String domain, String detailType) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("id", "<aws.scheduler.execution-id>");
    event.put("source", PalisadeEvents.SCHEDULE);
    event.put("detail-type", detailType);
    event.put("account", installation.hub());
    event.put("region", installation.region());
    event.put("time", "<aws.scheduler.scheduled-time>");
    event.put("resources", List.of());
    event.put("detail", Map.of(PalisadeEvents.DOMAIN, domain));
    try {
      return new ObjectMapper().writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
