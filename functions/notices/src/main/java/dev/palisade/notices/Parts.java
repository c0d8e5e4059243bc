package dev.palisade.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.S3AuditLog;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.notice.SnsNotices;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function's parts, as the deployment says. */
final class Parts {

  private Parts() {}

  static Asking ofThisProcess() {
    Deployment deployment = Deployment.ofThisProcess();
    InstantSource clock = InstantSource.system();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = deployment.get(DeploymentVariables.TABLE);
    Telling telling =
        new Telling(
            new S3AuditLog(
                own.client(S3Client.builder()), deployment.get(DeploymentVariables.AUDIT_BUCKET)),
            new SnsNotices(
                own.client(SnsClient.builder()), deployment.get(DeploymentVariables.TOPIC)),
            own.client(SqsClient.builder()),
            deployment.has(DeploymentVariables.NOTICE_QUEUES)
                ? deployment.list(DeploymentVariables.NOTICE_QUEUES)
                : List.of());
    Approving approving =
        new Approving(
            own.client(SfnClient.builder()),
            new PeopleBook(dynamo, table),
            new Approving.Setting(
                deployment.get(DeploymentVariables.APPROVALS),
                queues(deployment.get(DeploymentVariables.DOMAIN_QUEUES)),
                deployment.get(DeploymentVariables.HUB),
                deployment.region()),
            clock);
    return new Asking(new CaseBook(dynamo, table, clock), telling, approving);
  }

  private static Map<String, String> queues(String json) {
    try {
      return Codec.plain().readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the deployment's queues are no JSON: " + json, e);
    }
  }
}
