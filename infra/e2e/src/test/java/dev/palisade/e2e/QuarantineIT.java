package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Exit;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Workloads are cut off, which is shown by trying what they could do before, and let out again as
 * they were. One person asks, another approves; two release.
 */
@WithLocalSystem
class QuarantineIT {

  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"sts:AssumeRole"}]}\
      """
          .formatted(LocalSystem.OTHER);

  private static final String READS =
      """
      {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["s3:ListBucket","s3:GetObject"],"Resource":"*"}]}\
      """;

  private final LocalSystem system;
  private final Hub hub;
  private final Clients clients;
  private final People people;

  QuarantineIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.clients = system.clients();
    this.people = system.people();
  }

  @Test
  void aRolesOpenSessionsCanDoNothingUntilItIsReleased() {
    Bucket data = Bucket.made(clients, "e2e-quarantine-role");
    IamClient iam = clients.root(LocalSystem.OTHER, IamClient.builder());
    String name = "e2e-quarantined";
    String arn =
        iam.createRole(b ->
                b.roleName(name)
                    .assumeRolePolicyDocument(TRUST)
                    .tags(Tag.builder().key("palisade:workload").value("e2e").build()))
            .role()
            .arn();
    iam.putRolePolicy(b -> b.roleName(name).policyName("reads").policyDocument(READS));
    AwsCredentials someone =
        clients.user(
            LocalSystem.OTHER,
            "e2e-quarantine-caller",
            READS.replace("\"s3:ListBucket\",\"s3:GetObject\"", "\"sts:AssumeRole\""));
    S3Client session =
        clients.as(clients.assumed(someone, arn, "training", ""), S3Client.builder());
    session.listObjectsV2(b -> b.bucket(data.name()));

    Case cut = quarantined(arn, "IAM.Quarantine");
    assertThat(inline(iam, name)).containsExactlyInAnyOrder("PalisadeQuarantine", "reads");
    refused(() -> session.listObjectsV2(b -> b.bucket(data.name())), "AccessDenied");

    released(cut, arn);
    assertThat(inline(iam, name)).containsExactly("reads");
    session.listObjectsV2(b -> b.bucket(data.name()));
  }

  private static List<String> inline(IamClient iam, String role) {
    return iam.listRolePolicies(b -> b.roleName(role)).policyNames();
  }

  @Test
  void aBucketAnswersNobodyUntilItIsReleased() {
    Bucket bucket = Bucket.made(clients, "e2e-quarantine-bucket");
    S3Client root = clients.root(LocalSystem.OTHER, S3Client.builder());
    root.putObject(
        b -> b.bucket(bucket.name()).key("train.csv"), RequestBody.fromString("churn,1"));
    String before = policy(root, bucket);
    S3Client reader =
        clients.as(
            clients.user(LocalSystem.OTHER, "e2e-quarantine-reader", READS), S3Client.builder());
    reader.getObject(b -> b.bucket(bucket.name()).key("train.csv"));

    Case cut = quarantined(bucket.arn(), "S3.Quarantine");
    refused(() -> reader.getObject(b -> b.bucket(bucket.name()).key("train.csv")), "AccessDenied");
    assertThat(cut.steps())
        .singleElement()
        .satisfies(step -> assertThat(step.reversible()).isTrue());

    released(cut, bucket.arn());
    assertThat(policy(root, bucket)).isEqualTo(before);
    reader.getObject(b -> b.bucket(bucket.name()).key("train.csv"));
  }

  private static String policy(S3Client s3, Bucket bucket) {
    return s3.getBucketPolicy(b -> b.bucket(bucket.name())).policy();
  }

  @Test
  void aFunctionRunsNoMoreUntilItIsReleased() throws IOException {
    LambdaClient lambda = clients.root(LocalSystem.OTHER, LambdaClient.builder());
    String name = "e2e-quarantined";
    String arn = function(lambda, name);
    String source = source(lambda, name);
    lambda.invoke(b -> b.functionName(name));

    Case cut = quarantined(arn, "Lambda.Quarantine");
    assertThatThrownBy(() -> lambda.invoke(b -> b.functionName(name)))
        .isInstanceOf(TooManyRequestsException.class);
    assertThat(state(lambda, source)).isEqualTo("Disabled");

    released(cut, arn);
    assertThat(
            lambda.getFunctionConcurrency(b -> b.functionName(name)).reservedConcurrentExecutions())
        .isNull();
    assertThat(state(lambda, source)).isEqualTo("Enabled");
    lambda.invoke(b -> b.functionName(name));
  }

  private String function(LambdaClient lambda, String name) throws IOException {
    IamClient iam = clients.root(LocalSystem.OTHER, IamClient.builder());
    String role =
        iam.createRole(b ->
                b.roleName(name + "-runs")
                    .assumeRolePolicyDocument(
                        TRUST.replace(
                            "\"AWS\":\"arn:aws:iam::%s:root\"".formatted(LocalSystem.OTHER),
                            "\"Service\":\"lambda.amazonaws.com\"")))
            .role()
            .arn();
    return lambda
        .createFunction(b ->
            b.functionName(name)
                .runtime(Runtime.PYTHON3_12)
                .handler("index.handler")
                .role(role)
                .tags(Map.of("palisade:workload", "e2e"))
                .code(c -> c.zipFile(code())))
        .functionArn();
  }

  private static SdkBytes code() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.py"));
      zip.write(
          "def handler(event, context):\n    return 'here'\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  private String source(LambdaClient lambda, String function) {
    SqsClient sqs = clients.root(LocalSystem.OTHER, SqsClient.builder());
    String url = sqs.createQueue(b -> b.queueName("e2e-quarantined")).queueUrl();
    String queue =
        sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    return lambda
        .createEventSourceMapping(b -> b.functionName(function).eventSourceArn(queue))
        .uuid();
  }

  private static String state(LambdaClient lambda, String source) {
    return lambda.getEventSourceMapping(b -> b.uuid(source)).state();
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  /** Maya asks, may not approve herself, and Noor does. */
  private Case quarantined(String arn, String control) {
    CommandLine.Answer asked =
        people
            .maya()
            .palisade(
                "quarantine",
                arn,
                "--reason",
                "it was taken over",
                "--json",
                "--account",
                LocalSystem.OTHER);
    assertThat(asked.exit()).as("%s", asked).isEqualTo(Exit.REMAINS);
    JsonNode row = LocalSystem.read(asked.out()).get(0);
    assertThat(row.path("state").asText()).isEqualTo(CaseState.AWAITING_APPROVAL.name());
    String id = row.path("id").asText();
    assertThat(people.maya().palisade("approve", id).exit()).isEqualTo(Exit.FAILED);
    assertThat(people.noor().palisade("approve", id).exit()).isEqualTo(Exit.DONE);
    Case cut =
        Await.until(
            arn + " to be quarantined",
            Await.PATIENCE,
            () -> hub.latest(control, arn).filter(one -> !one.state().isOpen()));
    assertThat(cut.state()).as(cut.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(cut.origin().facts()).containsEntry("reason", "it was taken over");
    return cut;
  }

  /** One person alone releases nothing. */
  private void released(Case cut, String arn) {
    CommandLine.Answer first = people.maya().palisade("release", arn, "--reason", "it is clean");
    assertThat(first.exit()).as("%s", first).isEqualTo(Exit.REMAINS);
    assertThat(people.maya().palisade("release", arn, "--reason", "really").exit())
        .isEqualTo(Exit.FAILED);
    CommandLine.Answer second =
        people.noor().palisade("release", cut.id(), "--reason", "I looked, too");
    assertThat(second.exit()).as("%s", second).isEqualTo(Exit.DONE);
    Optional<Case> end = hub.book().find(cut.id());
    assertThat(end).get().extracting(Case::state).isEqualTo(CaseState.UNDONE);
    new AuditBucket(system).holds(end.orElseThrow());
  }
}
