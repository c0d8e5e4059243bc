package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.LOCALLY;
import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The webhook on the template: what it may do, what it is told, and that it is left out. */
class WebhookTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  private static JsonNode function(JsonNode template, String name) {
    return ofType(template, "AWS::Lambda::Function").values().stream()
        .filter(one -> one.get("FunctionName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itReadsAndSendsAndWritesNothing() {
    String role = target(function(hub, "palisade-webhook").get("Role"));
    List<JsonNode> statements =
        ofType(hub, "AWS::IAM::Policy").values().stream()
            .filter(policy -> target(policy.at("/Roles/0")).equals(role))
            .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
            .toList();
    assertThat(statements)
        .flatExtracting(one -> each(one.get("Action")))
        .extracting(JsonNode::asText)
        .containsOnly(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKey",
            "secretsmanager:GetSecretValue",
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
            "sqs:SendMessage");
    assertThat(statements)
        .filteredOn(one -> one.get("Action").toString().contains("GetSecretValue"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.get("Resource").asText()).endsWith(":secret:palisade/webhook-??????"));
    assertThat(statements)
        .filteredOn(one -> one.get("Action").toString().contains("SendMessage"))
        .allSatisfy(
            one -> assertThat(target(one.get("Resource"))).startsWith("WebhookQueuewebhookDead"));
  }

  @Test
  void itsQueueIsToldOfEveryStage() {
    String queues =
        function(hub, "palisade-notices")
            .at("/Environment/Variables/PALISADE_NOTICE_QUEUES")
            .toString();
    assertThat(queues).contains("WebhookQueuewebhook");
  }

  @Test
  void itMayCallItsOwnMachineLocallyOnly() {
    String variable = "/Environment/Variables/PALISADE_WEBHOOK_LOCALHOST";
    assertThat(function(hub, "palisade-webhook").at(variable).isMissingNode()).isTrue();
    assertThat(function(LOCALLY.hub(), "palisade-webhook").at(variable).asText()).isEqualTo("true");
  }

  @Test
  void itIsDeployedOnlyWhereItIsWanted() {
    App app = App.Builder.create().autoSynth(false).build();
    app.getNode().setContext("palisade:hub", Synthesized.HUB);
    app.getNode().setContext("palisade:org", Synthesized.ORGANIZATION);
    assertThat(installation(app).webhook()).isFalse();
    app.getNode().setContext("palisade:webhook", "true");
    assertThat(installation(app).webhook()).isTrue();
  }

  private static Installation installation(App app) {
    return Installation.from(
        app.getNode(), List.of(), Path.of(System.getProperty("palisade.root")));
  }
}
