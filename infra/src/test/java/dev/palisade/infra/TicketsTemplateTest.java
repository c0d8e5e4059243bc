package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.LOCALLY;
import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the tickets' function may do, where its messages come from, and where they end. */
class TicketsTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  private static Map.Entry<String, JsonNode> named(
      JsonNode template, String type, String property, String name) {
    return ofType(template, type).entrySet().stream()
        .filter(entry -> entry.getValue().path(property).asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> statements(JsonNode template) {
    String role =
        target(
            named(template, "AWS::Lambda::Function", "FunctionName", "palisade-tickets")
                .getValue()
                .get("Role"));
    return ofType(template, "AWS::IAM::Policy").values().stream()
        .filter(policy -> target(policy.at("/Roles/0")).equals(role))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
        .toList();
  }

  private static Stream<String> actions(JsonNode statement) {
    return each(statement.get("Action")).stream().map(JsonNode::asText);
  }

  private static List<JsonNode> allowing(JsonNode template, String action) {
    return statements(template).stream()
        .filter(one -> actions(one).anyMatch(action::equals))
        .toList();
  }

  @Test
  void itMayDoThisAndNoMore() {
    for (JsonNode template : List.of(hub, LOCALLY.hub())) {
      assertThat(statements(template).stream().flatMap(TicketsTemplateTest::actions).distinct())
          .containsExactlyInAnyOrder(
              "logs:CreateLogStream",
              "logs:PutLogEvents",
              "appconfig:StartConfigurationSession",
              "appconfig:GetLatestConfiguration",
              "dynamodb:BatchGetItem",
              "dynamodb:GetItem",
              "dynamodb:PutItem",
              "dynamodb:Query",
              "kms:Decrypt",
              "kms:DescribeKey",
              "kms:Encrypt",
              "kms:GenerateDataKey",
              "secretsmanager:GetSecretValue",
              "securityhub:BatchUpdateFindings",
              "sqs:ChangeMessageVisibility",
              "sqs:DeleteMessage",
              "sqs:GetQueueAttributes",
              "sqs:GetQueueUrl",
              "sqs:ReceiveMessage",
              "sqs:SendMessage",
              "ssm:CreateOpsItem",
              "ssm:DescribeOpsItems",
              "ssm:UpdateOpsItem");
    }
  }

  @Test
  void itWritesAboutTicketsOnlyAndNotesOnly() {
    assertThat(allowing(hub, "dynamodb:PutItem"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.at("/Condition/ForAllValues:StringLike").get("dynamodb:LeadingKeys"))
              .extracting(JsonNode::asText)
              .containsExactly("TICKET#*");
          assertThat(one.at("/Condition/Null").get("dynamodb:LeadingKeys").asText())
              .isEqualTo("false");
          assertThat(one.get("Resource").toString()).doesNotContain("index");
        });
    assertThat(allowing(hub, "securityhub:BatchUpdateFindings"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("Resource").asText())
              .isEqualTo("arn:aws:securityhub:*:%s:hub/default".formatted(Synthesized.HUB));
          assertThat(
                  one.at("/Condition/Null")
                      .get("securityhub:ASFFSyntaxPath/Workflow.Status")
                      .asText())
              .isEqualTo("true");
        });
  }

  @Test
  void itReadsTheSecretsOfTicketSystemsOnly() {
    assertThat(allowing(hub, "secretsmanager:GetSecretValue"))
        .flatExtracting(one -> each(one.get("Resource")))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(secret("jira"), secret("github"), secret("servicenow"));
  }

  private static String secret(String system) {
    return "arn:aws:secretsmanager:us-east-1:%s:secret:palisade/tickets/%s-??????"
        .formatted(Synthesized.HUB, system);
  }

  @Test
  void everyResourceIsNamedButForOpsItemsThatHaveNone() {
    assertThat(statements(hub))
        .filteredOn(one ->
            each(one.get("Resource")).stream().anyMatch(resource -> resource.asText().equals("*")))
        .singleElement()
        .satisfies(one ->
            assertThat(actions(one))
                .containsExactlyInAnyOrder("ssm:CreateOpsItem", "ssm:DescribeOpsItems"));
  }

  @Test
  void itsQueueOutlastsItsTriesAndItsDeadHaveAQueue() {
    JsonNode queue = named(hub, "AWS::SQS::Queue", "QueueName", "palisade-tickets").getValue();
    Map.Entry<String, JsonNode> dead =
        named(hub, "AWS::SQS::Queue", "QueueName", "palisade-tickets-dead");
    JsonNode function =
        named(hub, "AWS::Lambda::Function", "FunctionName", "palisade-tickets").getValue();

    // The function gives up after 24 tries, and says why; the queue one later.
    assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(25);
    assertThat(target(queue.at("/RedrivePolicy/deadLetterTargetArn"))).isEqualTo(dead.getKey());
    assertThat(queue.get("VisibilityTimeout").asInt())
        .isGreaterThanOrEqualTo(6 * function.get("Timeout").asInt());
    assertThat(target(function.at("/Environment/Variables/PALISADE_DEAD_LETTERS")))
        .isEqualTo(dead.getKey());
    assertThat(ofType(hub, "AWS::Lambda::EventSourceMapping").values())
        .filteredOn(mapping ->
            mapping.get("EventSourceArn").toString().contains("Ticketsqueue")
                || mapping.get("EventSourceArn").toString().contains("Queuetickets"))
        .singleElement()
        .satisfies(mapping -> assertThat(mapping.get("FunctionName").toString()).contains(":live"));
  }
}
