package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.control.Domain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HubTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  @Test
  void onlyTheOrganizationMaySendToTheBus() {
    Map<String, JsonNode> policies = ofType(hub, "AWS::Events::EventBusPolicy");

    assertThat(policies).hasSize(1);
    JsonNode statement = policies.values().iterator().next().get("Statement");
    assertThat(statement.at("/Condition/StringEquals/aws:PrincipalOrgID").asText())
        .isEqualTo(Synthesized.ORGANIZATION);
    assertThat(each(statement.get("Action")))
        .extracting(JsonNode::asText)
        .containsExactly("events:PutEvents");
  }

  @Test
  void everyRuleOfTheBusHasAQueueThatAcceptsItAndADeadLetterQueueThatDoesToo() {
    Map<String, JsonNode> rules = ofType(hub, "AWS::Events::Rule");

    assertThat(rules).hasSizeGreaterThanOrEqualTo(2 * PalisadeApp.domains().size());
    rules.forEach((id, rule) -> {
      assertThat(rule.get("EventBusName")).as(id).isNotNull();
      JsonNode to = rule.at("/Targets/0");
      assertThat(acceptedBy(target(to.get("Arn")))).as(id).contains(id);
      assertThat(acceptedBy(target(to.at("/DeadLetterConfig/Arn")))).as(id).contains(id);
    });
  }

  /** The rules that a queue's policy lets EventBridge send for. */
  private Set<String> acceptedBy(String queue) {
    Set<String> rules = new TreeSet<>();
    ofType(hub, "AWS::SQS::QueuePolicy").values().stream()
        .filter(policy -> target(policy.at("/Queues/0")).equals(queue))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
        .filter(one -> one.at("/Principal/Service").asText().equals("events.amazonaws.com"))
        .filter(one -> one.get("Effect").asText().equals("Allow"))
        .flatMap(one -> each(one.at("/Condition/ArnEquals/aws:SourceArn")).stream())
        .forEach(rule -> rules.add(target(rule)));
    return rules;
  }

  @Test
  void queuesAreEncryptedRedrivenAndPatientEnough() {
    Map<String, JsonNode> queues = ofType(hub, "AWS::SQS::Queue");

    assertThat(queues).hasSizeGreaterThanOrEqualTo(2 * PalisadeApp.domains().size());
    queues.forEach((id, queue) -> assertThat(queue.has("KmsMasterKeyId")).as(id).isTrue());
    ofType(hub, "AWS::Lambda::EventSourceMapping")
        .forEach((id, mapping) -> {
          if (mapping.has("StartingPosition")) {
            return; // A stream.
          }
          JsonNode queue = queues.get(target(mapping.get("EventSourceArn")));
          assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isBetween(5, 25);
          assertThat(queue.get("VisibilityTimeout").asInt())
              .isGreaterThanOrEqualTo(6 * timeoutBehind(mapping.get("FunctionName")));
        });
  }

  /** The timeout of the function whose alias something names. */
  private int timeoutBehind(JsonNode alias) {
    String text = alias.toString();
    return ofType(hub, "AWS::Lambda::Function").entrySet().stream()
        .filter(one -> text.contains("\"" + one.getKey() + "\"") || isBehind(one.getKey(), text))
        .map(one -> one.getValue().get("Timeout").asInt())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no function behind " + text));
  }

  private boolean isBehind(String function, String alias) {
    return ofType(hub, "AWS::Lambda::Alias").entrySet().stream()
        .filter(one -> alias.contains("\"" + one.getKey() + "\""))
        .anyMatch(one -> target(one.getValue().get("FunctionName")).equals(function));
  }

  @Test
  void eventBridgeAndAlarmsMayUseTheKeyOfQueuesAndTopic() {
    String key =
        target(ofType(hub, "AWS::SNS::Topic").values().iterator().next().get("KmsMasterKeyId"));
    JsonNode statements = ofType(hub, "AWS::KMS::Key").get(key).at("/KeyPolicy/Statement");

    for (String service : Set.of("events.amazonaws.com", "cloudwatch.amazonaws.com")) {
      assertThat(each(statements))
          .filteredOn(one -> one.at("/Principal/Service").asText().equals(service))
          .singleElement()
          .satisfies(one ->
              assertThat(each(one.get("Action")))
                  .extracting(JsonNode::asText)
                  .containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey"));
    }
    ofType(hub, "AWS::SQS::Queue")
        .forEach((id, queue) -> assertThat(target(queue.get("KmsMasterKeyId"))).isEqualTo(key));
  }

  /** The logical id of the table of cases; others keep sessions and replays. */
  private String caseTable() {
    return ofType(hub, "AWS::DynamoDB::Table").entrySet().stream()
        .filter(entry -> entry.getValue().path("TableName").asText().equals("palisade"))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Test
  void recordsOutliveTheStackAndNobodyRewritesTheAuditLog() {
    JsonNode table = ofType(hub, "AWS::DynamoDB::Table").get(caseTable());
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
    assertThat(table.at("/SSESpecification/SSEType").asText()).isEqualTo("KMS");
    assertThat(table.get("DeletionProtectionEnabled").asBoolean()).isTrue();

    JsonNode bucket = ofType(hub, "AWS::S3::Bucket").values().iterator().next();
    assertThat(bucket.get("ObjectLockEnabled").asBoolean()).isTrue();
    assertThat(bucket.at("/ObjectLockConfiguration/Rule/DefaultRetention/Mode").asText())
        .isEqualTo("GOVERNANCE");
    assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    JsonNode policy = ofType(hub, "AWS::S3::BucketPolicy").values().iterator().next();
    assertThat(policy.toString())
        .contains("\"aws:SecureTransport\":\"false\"", "\"s3:if-none-match\":\"true\"");

    hub.get("Resources")
        .forEach(resource -> {
          if (Set.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key")
              .contains(resource.get("Type").asText())) {
            assertThat(resource.get("DeletionPolicy").asText()).isEqualTo("Retain");
          }
        });
  }

  @Test
  void functionsMayAppendToTheAuditLogAndKeepRecordsButDeleteNeither() {
    String granted = ofType(hub, "AWS::IAM::Policy").values().toString();

    assertThat(granted)
        .contains("s3:PutObject", "dynamodb:PutItem")
        .doesNotContain(
            "s3:Delete",
            "s3:PutObjectRetention",
            "s3:Bypass",
            "s3:PutObjectLegalHold",
            "dynamodb:DeleteTable",
            "dynamodb:Scan");
  }

  @Test
  void nothingOfTheCaseTableIsEverDeleted() {
    String table = caseTable();
    assertThat(
            ofType(hub, "AWS::IAM::Policy").values().stream()
                .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
                .filter(one -> one.get("Action").toString().contains("dynamodb:DeleteItem"))
                .filter(one -> one.get("Resource").toString().contains("\"%s\"".formatted(table))))
        .isEmpty();
  }

  @Test
  void eachFunctionAssumesItsOwnDomainsRolesWithinTheOrganization() {
    for (Domain domain : PalisadeApp.domains()) {
      JsonNode statement =
          ofType(hub, "AWS::IAM::Policy").entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(domain.name() + "Role"))
              .flatMap(entry -> each(entry.getValue().at("/PolicyDocument/Statement")).stream())
              .filter(one -> one.get("Action").asText().equals("sts:AssumeRole"))
              .findFirst()
              .orElseThrow();

      assertThat(each(statement.get("Resource")))
          .extracting(JsonNode::asText)
          .extracting(arn -> arn.substring(arn.indexOf("role/") + "role/".length()))
          .containsOnly(
              "palisade-" + domain.name(), "palisade-restore-" + domain.name(), "palisade-inspect");
      assertThat(statement.get("Resource").toString())
          .contains(Synthesized.MEMBER, Synthesized.ROLLED_OUT)
          .doesNotContain("::*:");
      assertThat(statement.at("/Condition/StringEquals/aws:ResourceOrgID").asText())
          .isEqualTo(Synthesized.ORGANIZATION);
    }
  }

  @Test
  void theClockSweepsEveryDomainAsAnEventOfTheHub() throws Exception {
    List<JsonNode> schedules =
        ofType(hub, "AWS::Scheduler::Schedule").values().stream()
            // Those that start a function, of digests or Slack's refusals, have nothing to say to
            // it.
            .filter(one -> !one.at("/Target/Input").asText().equals("{}"))
            .toList();

    assertThat(schedules).hasSize(2 * PalisadeApp.domains().size());
    for (JsonNode schedule : schedules) {
      JsonNode event = new ObjectMapper().readTree(schedule.at("/Target/Input").asText());
      assertThat(event.get("source").asText()).isEqualTo("palisade.schedule");
      assertThat(event.get("account").asText()).isEqualTo(Synthesized.HUB);
      String kind = event.get("detail-type").asText().replace("Palisade ", "");
      assertThat(schedule.get("Name").asText())
          .isEqualToIgnoringCase(
              "palisade-%s-%s".formatted(kind, event.at("/detail/domain").asText()));
    }
  }

  @Test
  void thePolicyIsDeployedAsJsonGradually() throws Exception {
    JsonNode version =
        ofType(hub, "AWS::AppConfig::HostedConfigurationVersion").values().iterator().next();
    JsonNode policy = new ObjectMapper().readTree(version.get("Content").asText());

    assertThat(policy.get("version").asInt()).isEqualTo(1);
    assertThat(policy.at("/unit-accounts/ou-abcd-12345678/0").asText())
        .isEqualTo(Synthesized.MEMBER);
    assertThat(
            ofType(hub, "AWS::AppConfig::DeploymentStrategy")
                .values()
                .iterator()
                .next()
                .get("GrowthFactor")
                .asInt())
        .isLessThan(100);
  }
}
