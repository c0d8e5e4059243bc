package dev.palisade.platform.function;

import dev.palisade.core.control.Roles;
import dev.palisade.core.engine.Hub;
import dev.palisade.core.engine.Responder;
import dev.palisade.core.engine.Sweep;
import dev.palisade.core.people.BuiltInExemptions;
import dev.palisade.core.resource.Arn;
import dev.palisade.platform.audit.S3AuditLog;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.bus.OwnQueue;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.bus.SchedulerWakeups;
import dev.palisade.platform.notice.HubAlarms;
import dev.palisade.platform.notice.SnsNotices;
import dev.palisade.platform.policy.AppConfigPolicy;
import dev.palisade.platform.store.DynamoCaseStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Puts the parts of a domain's function together: a list of {@code new}, no framework. */
final class Wiring {

  private final DomainModule module;
  private final Deployment deployment;
  private final InstantSource clock = InstantSource.system();
  private final AwsSession own;
  private final DynamoCaseStore store;
  private final SqsClient sqs;

  Wiring(DomainModule module, Deployment deployment) {
    this.module = module;
    this.deployment = deployment;
    this.own = Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    this.store =
        new DynamoCaseStore(
            own.client(DynamoDbClient.builder()),
            deployment.get(DeploymentVariables.TABLE),
            module.domain().name(),
            deployment.get(DeploymentVariables.DEPLOYMENT),
            BuiltInExemptions.of(deployment.get(DeploymentVariables.HUB), deployment.region()));
    this.sqs = own.client(SqsClient.builder());
  }

  DynamoCaseStore store() {
    return store;
  }

  Responder responder() {
    Sessions sessions =
        new Sessions(
            own.client(StsClient.builder()),
            deployment.get(DeploymentVariables.EXTERNAL_ID),
            Roles.remediation(module.domain().name()));
    return new Responder(
        hub(),
        Reaches.under(module, sessions),
        module.watchers(watchTools(sessions)),
        deployment.get(DeploymentVariables.HUB),
        places());
  }

  private WatchTools watchTools(Sessions sessions) {
    String role = Roles.remediation(module.domain().name());
    return new WatchTools(
        (account, region) -> sessions.in(account, region, role),
        store,
        new RequestSender(
            own.client(EventBridgeClient.builder()), deployment.get(DeploymentVariables.BUS)));
  }

  DeadLetters deadLetters() {
    return new DeadLetters(sqs, deployment.get(DeploymentVariables.DEAD_LETTERS));
  }

  private Hub hub() {
    return new Hub(
        module.domain().name(),
        store,
        new HubAlarms(
            new S3AuditLog(
                own.client(S3Client.builder()), deployment.get(DeploymentVariables.AUDIT_BUCKET)),
            new SnsNotices(
                own.client(SnsClient.builder()), deployment.get(DeploymentVariables.TOPIC))),
        wakeups(),
        ownRoles(),
        AppConfigPolicy.of(own, deployment),
        clock,
        Wiring::pause);
  }

  private Sweep.Places places() {
    return new OwnQueue(
        sqs,
        deployment.get(DeploymentVariables.QUEUE),
        deployment.get(DeploymentVariables.HUB),
        deployment.region(),
        deployment.list(DeploymentVariables.ACCOUNTS),
        deployment.list(DeploymentVariables.REGIONS),
        clock);
  }

  private Hub.Wakeups wakeups() {
    return new SchedulerWakeups(
        own.client(SchedulerClient.builder()),
        deployment.get(DeploymentVariables.SCHEDULE_GROUP),
        deployment.get(DeploymentVariables.SCHEDULER_ROLE),
        deployment.get(DeploymentVariables.QUEUE_ARN),
        deployment.get(DeploymentVariables.HUB),
        deployment.region(),
        clock);
  }

  private Hub.OwnRoles ownRoles() {
    String domain = module.domain().name();
    Set<String> names = Set.of(Roles.remediation(domain), Roles.restore(domain));
    String partition = Arn.partitionOf(deployment.region());
    Set<String> ours =
        deployment.list(DeploymentVariables.ACCOUNTS).stream()
            .flatMap(account ->
                names.stream()
                    .map(name -> new Arn(partition, "iam", "", account, "role/" + name).toString()))
            .collect(Collectors.toUnmodifiableSet());
    return (issuer, account) -> ours.contains(issuer) && issuer.contains(":" + account + ":");
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
