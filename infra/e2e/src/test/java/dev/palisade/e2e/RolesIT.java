package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.control.Domain;
import dev.palisade.core.control.Roles;
import dev.palisade.core.control.Statement;
import dev.palisade.core.control.Statements;
import dev.palisade.infra.PalisadeApp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What Palisade's own roles are refused, tried with their own sessions. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class RolesIT {

  private static final String SOMETHING = "e2e-something";
  private static final List<String> REFUSALS =
      List.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

  private final LocalSystem system;
  private final Clients clients;
  private final Intruders intruders;
  private final String bucket;
  private final String key;

  RolesIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.intruders = new Intruders(clients, "role-tester");
    // Refusals are told from "there is no such thing" where the thing is there.
    this.bucket = Bucket.made(clients, "e2e-roles").name();
    this.key =
        clients.root(LocalSystem.OTHER, KmsClient.builder()).createKey().keyMetadata().keyId();
  }

  /** A call that is tried. */
  private interface Attempt {
    void make();
  }

  @Test
  void functionMayNeitherReadTheAuditLogNorDeleteARecordNorReachBeyondItsDomain() {
    AwsCredentials function = intruders.function("data");
    DynamoDbClient dynamo = clients.as(function, DynamoDbClient.builder());
    S3Client s3 = clients.as(function, S3Client.builder());
    IamClient iam = clients.as(function, IamClient.builder());
    StsClient sts = clients.as(function, StsClient.builder());
    String table = system.output("PalisadeTable");
    String audit = system.output("PalisadeAuditBucket");
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("CASE#c-e2e"), "sk", AttributeValue.fromS("CASE"));

    assertThat(
            outcomes(
                Map.of(
                    "delete a record", () -> dynamo.deleteItem(b -> b.tableName(table).key(key)),
                    "scan the table", () -> dynamo.scan(b -> b.tableName(table)),
                    "delete the table", () -> dynamo.deleteTable(b -> b.tableName(table)),
                    "list the audit log", () -> s3.listObjectsV2(b -> b.bucket(audit)),
                    "delete an entry", () -> s3.deleteObject(b -> b.bucket(audit).key("cases/x")),
                    "make a user", () -> iam.createUser(b -> b.userName(SOMETHING)),
                    "take another domain's role",
                        () ->
                            assume(
                                sts, LocalSystem.OTHER, "palisade-network", Intruders.EXTERNAL_ID),
                    "take its role without the external id",
                        () -> assume(sts, LocalSystem.OTHER, "palisade-data", ""),
                    "take a role of the hub",
                        () -> assume(sts, LocalSystem.HUB, "palisade-function-network", ""))))
        .allSatisfy((what, code) -> assertThat(code).as(what).startsWith("AccessDenied"));
    assertThat(outcome(() -> dynamo.getItem(b -> b.tableName(table).key(key))))
        .as("what it needs, it may")
        .isEqualTo("done");
  }

  static Stream<String> domains() {
    return PalisadeApp.domains().stream().map(Domain::name);
  }

  @ParameterizedTest
  @MethodSource("domains")
  void remediationIsDeniedWhatItsControlsDoNotDeclare(String domain) {
    AwsCredentials role = intruders.member(domain, Roles.remediation(domain));
    Map<String, Attempt> attempts = new TreeMap<>(attempts(role));
    attempts.keySet().removeAll(actions(Statements.remediation(named(domain))));

    assertThat(attempts).hasSizeGreaterThan(5);
    assertThat(outcomes(attempts))
        .allSatisfy((action, code) -> assertThat(code).as(action).isIn(REFUSALS));
  }

  @ParameterizedTest
  @MethodSource("domains")
  void onlyTheRestoreRoleMayMakeTheCallsOfAnUndo(String domain) {
    Collection<String> undoOnly = new TreeSet<>(actions(Statements.restore(named(domain))));
    undoOnly.removeAll(actions(Statements.remediation(named(domain))));
    if (undoOnly.isEmpty()) {
      // The same calls tighten and widen; there the gateway tells them apart.
      assertThat(actions(Statements.remediation(named(domain)))).isNotEmpty();
      return;
    }
    Map<String, Attempt> fixing =
        new TreeMap<>(attempts(intruders.member(domain, Roles.remediation(domain))));
    Map<String, Attempt> undoing =
        new TreeMap<>(attempts(intruders.member(domain, Roles.restore(domain))));
    fixing.keySet().retainAll(undoOnly);
    undoing.keySet().retainAll(undoOnly);

    assertThat(fixing.keySet()).as("calls that only undo makes are tried").isNotEmpty();
    assertThat(outcomes(fixing))
        .allSatisfy((action, code) -> assertThat(code).as(action).isIn(REFUSALS));
    assertThat(outcomes(undoing))
        .allSatisfy((action, code) -> assertThat(code).as(action).isNotIn(REFUSALS));
  }

  /** One call per IAM action, most of them on nothing: only the refusal matters. */
  private Map<String, Attempt> attempts(AwsCredentials role) {
    S3Client s3 = clients.as(role, S3Client.builder());
    Ec2Client ec2 = clients.as(role, Ec2Client.builder());
    LambdaClient lambda = clients.as(role, LambdaClient.builder());
    IamClient iam = clients.as(role, IamClient.builder());
    CloudTrailClient trail = clients.as(role, CloudTrailClient.builder());
    SageMakerClient sagemaker = clients.as(role, SageMakerClient.builder());
    BedrockClient bedrock = clients.as(role, BedrockClient.builder());
    KmsClient kms = clients.as(role, KmsClient.builder());
    Map<String, Attempt> attempts = new TreeMap<>();
    attempts.put("s3:CreateBucket", () -> s3.createBucket(b -> b.bucket(SOMETHING)));
    attempts.put("s3:DeleteBucket", () -> s3.deleteBucket(b -> b.bucket(SOMETHING)));
    attempts.put("s3:GetObject", () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("x")));
    attempts.put(
        "ec2:AuthorizeSecurityGroupIngress",
        () ->
            ec2.authorizeSecurityGroupIngress(b ->
                b.groupId("sg-0e2e").ipProtocol("tcp").fromPort(1).toPort(1).cidrIp("10.0.0.0/8")));
    attempts.put(
        "ec2:RunInstances",
        () -> ec2.runInstances(b -> b.imageId("ami-0e2e").minCount(1).maxCount(1)));
    attempts.put(
        "lambda:AddPermission",
        () ->
            lambda.addPermission(b ->
                b.functionName(SOMETHING)
                    .statementId("x")
                    .action("lambda:InvokeFunction")
                    .principal("*")));
    attempts.put("lambda:InvokeFunction", () -> lambda.invoke(b -> b.functionName(SOMETHING)));
    attempts.put("iam:CreateUser", () -> iam.createUser(b -> b.userName(SOMETHING)));
    attempts.put("iam:CreateAccessKey", () -> iam.createAccessKey(b -> b.userName(SOMETHING)));
    attempts.put(
        "iam:AttachRolePolicy",
        () ->
            iam.attachRolePolicy(b ->
                b.roleName(SOMETHING).policyArn("arn:aws:iam::aws:policy/AdministratorAccess")));
    attempts.put("cloudtrail:StopLogging", () -> trail.stopLogging(b -> b.name(SOMETHING)));
    attempts.put("kms:DisableKey", () -> kms.disableKey(b -> b.keyId(key)));
    attempts.put(
        "sagemaker:StartNotebookInstance",
        () -> sagemaker.startNotebookInstance(b -> b.notebookInstanceName(SOMETHING)));
    attempts.put(
        "bedrock:DeleteModelInvocationLoggingConfiguration",
        () -> bedrock.deleteModelInvocationLoggingConfiguration(b -> {}));
    return attempts;
  }

  private static void assume(StsClient sts, String account, String role, String externalId) {
    sts.assumeRole(b -> {
      b.roleArn(Intruders.role(account, role)).roleSessionName("e2e");
      if (!externalId.isEmpty()) {
        b.externalId(externalId);
      }
    });
  }

  private static Map<String, String> outcomes(Map<String, Attempt> attempts) {
    return attempts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> outcome(entry.getValue())));
  }

  private static String outcome(Attempt attempt) {
    try {
      attempt.make();
      return "done";
    } catch (AwsServiceException e) {
      @Nullable String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
      return code == null ? String.valueOf(e.statusCode()) : code;
    }
  }

  private static Domain named(String domain) {
    return PalisadeApp.domains().stream()
        .filter(one -> one.name().equals(domain))
        .findFirst()
        .orElseThrow();
  }

  private static Collection<String> actions(Collection<Statement> statements) {
    return statements.stream()
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toSet());
  }
}
