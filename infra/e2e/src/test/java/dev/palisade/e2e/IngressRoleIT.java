package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What the function that anybody may call can do with its own role, tried with a session of it. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class IngressRoleIT {

  private final LocalSystem system;
  private final Clients clients;
  private final AwsCredentials ingress;
  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final SecretsManagerClient secrets;
  private final String replays;

  IngressRoleIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.ingress = new Intruders(clients, "ingress-tester").function("slack-ingress");
    this.dynamo = clients.as(ingress, DynamoDbClient.builder());
    this.sqs = clients.as(ingress, SqsClient.builder());
    this.secrets = clients.as(ingress, SecretsManagerClient.builder());
    this.replays =
        clients.hub(DynamoDbClient.builder()).listTables().tableNames().stream()
            .filter(name -> name.contains("SlackReplays"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void itReadsItsSecretNotesASignatureAndHandsOn() {
    assertThatCode(() -> secrets.getSecretValue(b -> b.secretId("palisade/slack-signing")))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> dynamo.updateItem(b -> b.tableName(replays).key(Map.of("pk", text("role-test")))))
        .doesNotThrowAnyException();
    assertThatCode(() -> send("palisade-slack-requests")).doesNotThrowAnyException();
  }

  @Test
  void itIsRefusedEverythingElse() {
    String table = system.output("PalisadeTable");
    String audit = system.output("PalisadeAuditBucket");
    Map<String, AttributeValue> signature = Map.of("pk", text("role-test"));
    Map<String, AttributeValue> item = Map.of("pk", text("CASE#c-aaaaaaaaaa"), "sk", text("CASE"));
    Map<String, ThrowingCallable> attempts = new LinkedHashMap<>();
    for (String secret : new String[] {"slack", "page", "tickets/jira"}) {
      attempts.put(
          "secret " + secret, () -> secrets.getSecretValue(b -> b.secretId("palisade/" + secret)));
    }
    attempts.put(
        "change its secret",
        () -> secrets.putSecretValue(b -> b.secretId("palisade/slack-signing").secretString("x")));
    attempts.put(
        "read a signature", () -> dynamo.getItem(b -> b.tableName(replays).key(signature)));
    attempts.put("forget one", () -> dynamo.deleteItem(b -> b.tableName(replays).key(signature)));
    attempts.put("list them", () -> dynamo.scan(b -> b.tableName(replays)));
    attempts.put("read a case", () -> dynamo.getItem(b -> b.tableName(table).key(item)));
    attempts.put("write a case", () -> dynamo.putItem(b -> b.tableName(table).item(item)));
    attempts.put("change a case", () -> dynamo.updateItem(b -> b.tableName(table).key(item)));
    attempts.put("take from its queue", () -> receive("palisade-slack-requests"));
    for (String queue : new String[] {"palisade-chat", "palisade-tickets", "palisade-data"}) {
      attempts.put("send to " + queue, () -> send(queue));
    }
    attempts.put(
        "write to the audit log",
        () ->
            clients
                .as(ingress, S3Client.builder())
                .putObject(b -> b.bucket(audit).key("people/x"), RequestBody.fromString("{}")));
    attempts.put(
        "invoke a function",
        () ->
            clients
                .as(ingress, LambdaClient.builder())
                .invoke(b -> b.functionName("palisade-desk:live")));
    attempts.put(
        "put an event",
        () ->
            clients
                .as(ingress, EventBridgeClient.builder())
                .putEvents(b ->
                    b.entries(e ->
                        e.eventBusName(system.output("PalisadeBus"))
                            .source("palisade.request")
                            .detailType("x")
                            .detail("{}"))));
    attempts.put(
        "take a role",
        () ->
            clients
                .as(ingress, StsClient.builder())
                .assumeRole(b ->
                    b.roleArn(Intruders.role(LocalSystem.OTHER, "palisade-network"))
                        .roleSessionName("x")));
    attempts.put(
        "make a user",
        () -> clients.as(ingress, IamClient.builder()).createUser(b -> b.userName("x")));
    attempts.put(
        "look at groups", () -> clients.as(ingress, Ec2Client.builder()).describeSecurityGroups());

    attempts.forEach((what, attempt) ->
        assertThatThrownBy(attempt)
            .as(what)
            .isInstanceOfSatisfying(
                AwsServiceException.class,
                refused ->
                    assertThat(refused.awsErrorDetails().errorCode())
                        .as(what)
                        .matches("AccessDenied|AccessDeniedException|UnauthorizedOperation")));
  }

  private void send(String queue) {
    sqs.sendMessage(b -> b.queueUrl(url(queue)).messageBody("no request"));
  }

  private void receive(String queue) {
    sqs.receiveMessage(b -> b.queueUrl(url(queue)));
  }

  private String url(String queue) {
    return clients.hub(SqsClient.builder()).getQueueUrl(b -> b.queueName(queue)).queueUrl();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
