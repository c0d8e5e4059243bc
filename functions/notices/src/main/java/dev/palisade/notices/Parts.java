package dev.palisade.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.S3AuditLog;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.bus.SchedulerWakeups;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.notice.SnsNotices;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function's parts, as the deployment says. */
final class Parts {

  private Parts() {}

  static PolicyDeployments deployments() {
    Deployment deployment = Deployment.ofThisProcess();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    return new PolicyDeployments(
        new PeopleBook(
            own.client(DynamoDbClient.builder()), deployment.get(DeploymentVariables.TABLE)),
        deployment.get(DeploymentVariables.POLICY_APPLICATION));
  }

  static Asking asking() {
    Deployment deployment = Deployment.ofThisProcess();
    InstantSource clock = InstantSource.system();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = deployment.get(DeploymentVariables.TABLE);
    SnsNotices mail =
        new SnsNotices(own.client(SnsClient.builder()), deployment.get(DeploymentVariables.TOPIC));
    PeopleBook book = new PeopleBook(dynamo, table);
    CaseBook cases = new CaseBook(dynamo, table, clock);
    Approving approving =
        new Approving(
            own.client(SfnClient.builder()),
            book,
            new Approving.Setting(
                deployment.get(DeploymentVariables.APPROVALS),
                queues(deployment.get(DeploymentVariables.DOMAIN_QUEUES)),
                deployment.get(DeploymentVariables.HUB),
                deployment.region()),
            clock);
    RequestSender sender =
        new RequestSender(
            own.client(EventBridgeClient.builder()), deployment.get(DeploymentVariables.BUS));
    return new Asking(
        cases,
        telling(own, deployment, mail),
        approving,
        new Exempted(cases, book, sender, wakeups(own, deployment, clock), mail, clock));
  }

  private static Telling telling(AwsSession own, Deployment deployment, SnsNotices mail) {
    return new Telling(
        new S3AuditLog(
            own.client(S3Client.builder()), deployment.get(DeploymentVariables.AUDIT_BUCKET)),
        mail,
        own.client(SqsClient.builder()),
        deployment.has(DeploymentVariables.NOTICE_QUEUES)
            ? deployment.list(DeploymentVariables.NOTICE_QUEUES)
            : List.of());
  }

  private static SchedulerWakeups wakeups(
      AwsSession own, Deployment deployment, InstantSource clock) {
    return new SchedulerWakeups(
        own.client(SchedulerClient.builder()),
        deployment.get(DeploymentVariables.SCHEDULE_GROUP),
        deployment.get(DeploymentVariables.SCHEDULER_ROLE),
        deployment.get(DeploymentVariables.QUEUE_ARN),
        deployment.get(DeploymentVariables.HUB),
        deployment.region(),
        clock);
  }

  private static Map<String, String> queues(String json) {
    try {
      return Codec.plain().readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the deployment's queues are no JSON: " + json, e);
    }
  }
}
