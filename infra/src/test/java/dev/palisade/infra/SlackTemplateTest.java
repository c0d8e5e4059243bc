package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.LOCALLY;
import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Slack's functions on the template: what each may do, and who may call. */
class SlackTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  @Test
  void theIngressHasThreeRightsAndItsLog() {
    List<JsonNode> statements = statementsOf("palisade-slack-ingress");

    assertThat(statements)
        .extracting(one -> actions(one).toString())
        .containsExactlyInAnyOrder(
            "[logs:CreateLogStream, logs:PutLogEvents]",
            "[secretsmanager:GetSecretValue]",
            "[dynamodb:UpdateItem]",
            "[sqs:SendMessage]",
            // What an encrypted queue asks of whoever sends.
            "[kms:Decrypt, kms:GenerateDataKey]");
    assertThat(one(statements, "secretsmanager:GetSecretValue").get("Resource").asText())
        .isEqualTo(
            "arn:aws:secretsmanager:us-east-1:111111111111:secret:palisade/slack-signing-??????");
    String replays = target(one(statements, "dynamodb:UpdateItem").get("Resource"));
    assertThat(replays).startsWith("SlackReplays");
    assertThat(target(one(statements, "sqs:SendMessage").get("Resource")))
        .startsWith("SlackQueueslackrequests");
    JsonNode table = ofType(hub, "AWS::DynamoDB::Table").get(replays);
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
    assertThat(table.at("/KeySchema/0/AttributeName").asText()).isEqualTo("pk");
    assertThat(function("palisade-slack-ingress").get("ReservedConcurrentExecutions").asInt())
        .isEqualTo(20);
    assertThat(function("palisade-slack-ingress").get("Timeout").asInt()).isLessThanOrEqualTo(5);
  }

  @Test
  void ofSlacksOnlyTheIngressHasAUrlAndAnybodyMayCallIt() {
    assertThat(ofType(hub, "AWS::Lambda::Url").values())
        .filteredOn(url -> target(url.get("TargetFunctionArn")).startsWith("Slack"))
        .singleElement()
        .satisfies(url -> {
          assertThat(url.get("AuthType").asText()).isEqualTo("NONE");
          assertThat(url.get("Qualifier").asText()).isEqualTo("live");
          assertThat(target(url.get("TargetFunctionArn"))).startsWith("SlackFunctionslackingress");
        });
    List<JsonNode> forAll =
        ofType(hub, "AWS::Lambda::Permission").values().stream()
            .filter(one -> one.get("Principal").asText().equals("*"))
            .filter(one -> one.get("FunctionName").toString().contains("Slack"))
            .toList();
    assertThat(forAll)
        .allSatisfy(
            one -> assertThat(one.get("FunctionName").toString()).contains("slackingress", "Live"))
        .extracting(one -> one.get("Action").asText())
        .containsExactlyInAnyOrder("lambda:InvokeFunctionUrl", "lambda:InvokeFunction");
    assertThat(forAll)
        .filteredOn(one -> one.get("Action").asText().equals("lambda:InvokeFunctionUrl"))
        .allSatisfy(one -> assertThat(one.get("FunctionUrlAuthType").asText()).isEqualTo("NONE"));
    assertThat(forAll)
        .filteredOn(one -> one.get("Action").asText().equals("lambda:InvokeFunction"))
        .allSatisfy(one -> assertThat(one.get("InvokedViaFunctionUrl").asBoolean()).isTrue());
  }

  @Test
  void theConversationReadsItsOwnSecretAndIsStartedByItsTwoQueues() {
    List<JsonNode> statements = statementsOf("palisade-slack");

    assertThat(one(statements, "secretsmanager:GetSecretValue").get("Resource").asText())
        .isEqualTo("arn:aws:secretsmanager:us-east-1:111111111111:secret:palisade/slack-??????");
    assertThat(statements)
        .flatExtracting(one -> actions(one))
        .doesNotContain("sts:AssumeRole", "s3:PutObject", "lambda:InvokeFunction");
    assertThat(ofType(hub, "AWS::Lambda::EventSourceMapping").values())
        .filteredOn(one -> one.get("FunctionName").toString().contains("SlackFunctionslackLive"))
        .extracting(one -> target(one.get("EventSourceArn")).replaceAll("Queue[0-9A-F]{8}$", ""))
        .containsExactlyInAnyOrder("SlackQueueslackrequests", "SlackQueuechat");
  }

  @Test
  void whatTheIngressRefusedIsBroughtIntoTheJournalAndNothingElseIs() {
    List<JsonNode> statements = statementsOf("palisade-slack-refusals");

    assertThat(statements)
        .extracting(one -> actions(one).toString())
        .containsExactlyInAnyOrder(
            "[logs:CreateLogStream, logs:PutLogEvents]",
            "[dynamodb:BatchGetItem]",
            "[dynamodb:PutItem]",
            "[kms:Encrypt, kms:GenerateDataKey]");
    assertThat(target(one(statements, "dynamodb:BatchGetItem").get("Resource")))
        .startsWith("SlackReplays");
    JsonNode puts = one(statements, "dynamodb:PutItem");
    assertThat(target(puts.get("Resource"))).startsWith("RecordsTable");
    assertThat(puts.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys").toString())
        .isEqualTo("[\"JOURNAL#*\"]");
    assertThat(ofType(hub, "AWS::Scheduler::Schedule").values())
        .filteredOn(one -> one.get("Name").asText().equals("palisade-slack-refusals"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
          assertThat(one.at("/Target/Arn").toString()).contains("slackrefusals", "Live");
        });
  }

  @Test
  void locallyTheEmulatorHasNoConcurrencyToReserve() {
    assertThat(ofType(LOCALLY.hub(), "AWS::Lambda::Function").values())
        .noneMatch(function -> function.has("ReservedConcurrentExecutions"));
  }

  @Test
  void whatIsNoWorkspaceIsRefused() {
    assertThat(new SlackSettings(List.of(), SlackSettings.API, 10).isWanted()).isFalse();
    assertThatThrownBy(() -> new SlackSettings(List.of("palisade"), SlackSettings.API, 10))
        .hasMessageContaining("palisade:slack");
  }

  private JsonNode function(String name) {
    return ofType(hub, "AWS::Lambda::Function").values().stream()
        .filter(one -> one.get("FunctionName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> statementsOf(String name) {
    String role = target(function(name).get("Role"));
    return ofType(hub, "AWS::IAM::Policy").values().stream()
        .filter(policy -> target(policy.at("/Roles/0")).equals(role))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
        .toList();
  }

  private static TreeSet<String> actions(JsonNode statement) {
    TreeSet<String> actions = new TreeSet<>();
    each(statement.get("Action")).forEach(action -> actions.add(action.asText()));
    return actions;
  }

  private static JsonNode one(List<JsonNode> statements, String action) {
    return statements.stream()
        .filter(statement -> actions(statement).contains(action))
        .findFirst()
        .orElseThrow();
  }
}
