package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The approval page on the template: what it may do, who may call it, what it keeps. */
class PageTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  private JsonNode function() {
    return ofType(hub, "AWS::Lambda::Function").values().stream()
        .filter(one -> one.get("FunctionName").asText().equals("palisade-page"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> statements() {
    String role = target(function().get("Role"));
    return ofType(hub, "AWS::IAM::Policy").values().stream()
        .filter(policy -> target(policy.at("/Roles/0")).equals(role))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
        .toList();
  }

  private List<JsonNode> allowing(String action) {
    return statements().stream()
        .filter(one -> each(one.get("Action")).stream().anyMatch(a -> a.asText().equals(action)))
        .toList();
  }

  @Test
  void itMayDoThisAndNoMore() {
    assertThat(statements())
        .flatExtracting(one -> each(one.get("Action")))
        .extracting(JsonNode::asText)
        .containsOnly(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "appconfig:StartConfigurationSession",
            "appconfig:GetLatestConfiguration",
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
            "events:PutEvents",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "secretsmanager:GetSecretValue");
    assertThat(statements())
        .noneMatch(one ->
            each(one.get("Resource")).stream().anyMatch(resource -> resource.asText().equals("*")));
  }

  @Test
  void itReadsItsOwnSecretAndDeletesSessionsOnly() {
    assertThat(allowing("secretsmanager:GetSecretValue"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.get("Resource").asText())
                .isEqualTo(
                    "arn:aws:secretsmanager:us-east-1:%s:secret:palisade/page-??????"
                        .formatted(Synthesized.HUB)));
    assertThat(allowing("dynamodb:DeleteItem"))
        .singleElement()
        .satisfies(one -> assertThat(target(one.get("Resource"))).startsWith("PageSessions"));
  }

  @Test
  void anybodyMayCallItsAliasByItsUrlAndNotTooOften() {
    assertThat(ofType(hub, "AWS::Lambda::Url").values())
        .filteredOn(url -> target(url.get("TargetFunctionArn")).startsWith("Page"))
        .singleElement()
        .satisfies(url -> {
          assertThat(url.get("AuthType").asText()).isEqualTo("NONE");
          assertThat(url.get("Qualifier").asText()).isEqualTo("live");
        });
    assertThat(function().get("ReservedConcurrentExecutions").asInt()).isEqualTo(20);
    assertThat(hub.get("Outputs").toString()).contains("PalisadePageUrl");
  }

  @Test
  void sessionsAreEncryptedAndEnd() {
    String name = target(function().at("/Environment/Variables/PALISADE_PAGE_SESSIONS"));
    JsonNode table = ofType(hub, "AWS::DynamoDB::Table").get(name);
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
    assertThat(table.at("/SSESpecification/SSEType").asText()).isEqualTo("KMS");
    assertThat(function().at("/Environment/Variables").toString()).doesNotContain("ecret");
  }

  @Test
  void itIsDeployedOnlyWhereItIsWanted() {
    App app = App.Builder.create().autoSynth(false).build();
    app.getNode().setContext("palisade:hub", Synthesized.HUB);
    app.getNode().setContext("palisade:org", Synthesized.ORGANIZATION);
    assertThat(installation(app).page()).isFalse();
    app.getNode().setContext("palisade:page", "true");
    assertThat(installation(app).page()).isTrue();
  }

  private static Installation installation(App app) {
    return Installation.from(
        app.getNode(), List.of(), java.nio.file.Path.of(System.getProperty("palisade.root")));
  }
}
