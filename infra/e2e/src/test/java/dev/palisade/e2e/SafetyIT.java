package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Who made a call decides what follows: Palisade itself, somebody with its role, anybody. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class SafetyIT {

  private static final String CONTROL = "S3.PublicAccess";
  private static final String ALL_OF_S3 =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}\
      """;

  private final LocalSystem system;
  private final Clients clients;
  private final Hub hub;
  private final AwsCredentials user;

  SafetyIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.hub = new Hub(system);
    this.user = clients.user(LocalSystem.OTHER, "scientist", ALL_OF_S3);
  }

  @Test
  void ownCallWithItsLedgerEntryStartsNothing() {
    Bucket bucket = made("e2e-own-call");
    bucket.open(clients, user);
    Case mended = ended(bucket);
    assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);

    EventEnd end = hub.ending(eventId("PutBucketPublicAccessBlock", bucket, "palisade-data"));
    assertThat(end.cases()).isEmpty();
    assertThat(end.reason()).contains("our own change of case " + mended.id());
    assertThat(hub.cases(CONTROL, bucket.arn())).hasSize(1);
  }

  @Test
  void ownRoleWithoutLedgerEntryRaisesTheAlarmAndIsMended() {
    Notices notices = new Notices(clients, system.output("PalisadeTopic"), "e2e-alarms");
    Bucket bucket = made("e2e-stolen-role");
    AwsCredentials stolen = new Intruders(clients, "intruder").member("data", "palisade-data");
    bucket.block(clients.as(stolen, S3Client.builder()), false);

    Case mended = ended(bucket);
    assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(mended.origin().actor().issuer()).endsWith(":role/palisade-data");
    String alarm = notices.first(notice -> notice.has("alarm")).path("text").asText();
    assertThat(alarm).contains("PutBucketPublicAccessBlock", bucket.arn(), "Palisade's role");
    String event = mended.origin().happening();
    assertThat(new AuditBucket(system).alarms()).anyMatch(key -> key.contains(event));
  }

  @Test
  void foreignRoleWithPalisadesSessionNameIsTreatedLikeAnybody() {
    IamClient iam = clients.root(LocalSystem.OTHER, IamClient.builder());
    iam.createRole(b ->
        b.roleName("science")
            .assumeRolePolicyDocument(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
                "Principal":{"AWS":"arn:aws:iam::%s:root"}}]}\
                """
                    .formatted(LocalSystem.OTHER)));
    iam.putRolePolicy(b -> b.roleName("science").policyName("rights").policyDocument(ALL_OF_S3));
    AwsCredentials caller =
        clients.user(
            LocalSystem.OTHER,
            "borrower",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
            "Resource":"*"}]}\
            """);
    AwsCredentials disguised =
        clients.assumed(caller, Intruders.role(LocalSystem.OTHER, "science"), "palisade-x", "");
    Bucket bucket = made("e2e-disguise");
    bucket.open(clients, disguised);

    Case mended = ended(bucket);
    assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(mended.origin().actor().session()).isEqualTo("palisade-x");
  }

  @Test
  void callThatIsFineStartsNoWrite() {
    Bucket bucket = made("e2e-fine");
    Map<String, Long> before = Writes.of(system);
    bucket.block(clients.as(user, S3Client.builder()), true);

    EventEnd end = hub.ending(eventId("PutBucketPublicAccessBlock", bucket, "scientist"));
    assertThat(end.cases()).isEmpty();
    assertThat(end.reason()).contains(CONTROL + " holds");
    assertThat(Writes.of(system)).isEqualTo(before);
    assertThat(hub.cases(CONTROL, bucket.arn())).isEmpty();
  }

  /** A bucket whose making has been looked at already. */
  private Bucket made(String name) {
    Bucket bucket = Bucket.made(clients, name);
    hub.quiet("data");
    return bucket;
  }

  private Case ended(Bucket bucket) {
    return Await.until(
        CONTROL + " on " + bucket.name(),
        Await.PATIENCE,
        () -> hub.latest(CONTROL, bucket.arn()).filter(item -> !item.state().isOpen()));
  }

  /** The id of a call in the account's own event history. */
  private String eventId(String call, Bucket bucket, String caller) {
    CloudTrailClient trail = clients.root(LocalSystem.OTHER, CloudTrailClient.builder());
    return Await.until(
        call + " by " + caller + " in the history",
        Await.PATIENCE,
        () ->
            trail
                .lookupEvents(b ->
                    b.lookupAttributes(
                        List.of(
                            LookupAttribute.builder()
                                .attributeKey(LookupAttributeKey.EVENT_NAME)
                                .attributeValue(call)
                                .build())))
                .events()
                .stream()
                .map(event -> LocalSystem.read(event.cloudTrailEvent()))
                .filter(event -> isAbout(event, bucket, caller))
                .map(event -> event.path("eventID").asText())
                .findFirst());
  }

  private static boolean isAbout(JsonNode event, Bucket bucket, String caller) {
    return event.at("/requestParameters/bucketName").asText().equals(bucket.name())
        && event.path("userIdentity").toString().contains(caller);
  }

  /** A queue that hears what Palisade tells people. */
  private static final class Notices {

    private final SqsClient sqs;
    private final String queue;

    Notices(Clients clients, String topic, String name) {
      this.sqs = clients.hub(SqsClient.builder());
      this.queue =
          sqs.createQueue(b ->
                  b.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, accepting(topic))))
              .queueUrl();
      String arn =
          sqs.getQueueAttributes(
                  b -> b.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .get(QueueAttributeName.QUEUE_ARN);
      clients
          .hub(SnsClient.builder())
          .subscribe(b ->
              b.topicArn(topic)
                  .protocol("sqs")
                  .endpoint(arn)
                  .attributes(Map.of("RawMessageDelivery", "true")));
    }

    private static String accepting(String topic) {
      return """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage",\
      "Principal":{"Service":"sns.amazonaws.com"},"Resource":"*",\
      "Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}\
      """
          .formatted(topic);
    }

    JsonNode first(Predicate<JsonNode> wanted) {
      return Await.until(
          "a notice", Await.PATIENCE, () -> received().stream().filter(wanted).findFirst());
    }

    private List<JsonNode> received() {
      return sqs
          .receiveMessage(b -> b.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
          .messages()
          .stream()
          .map(message -> LocalSystem.read(message.body()))
          .toList();
    }
  }
}
