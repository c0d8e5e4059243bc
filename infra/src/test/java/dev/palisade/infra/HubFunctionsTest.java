package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Domain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hub's functions, domains' and others: how they start, what they run as, who watches them. */
class HubFunctionsTest {

  private final JsonNode hub = ON_AWS.hub();

  @Test
  void functionsStartFromSnapshotsAndAreReachedByTheirAlias() {
    Map<String, JsonNode> functions = ofType(hub, "AWS::Lambda::Function");
    Map<String, JsonNode> mappings = ofType(hub, "AWS::Lambda::EventSourceMapping");

    assertThat(functions.values())
        .extracting(function -> function.get("FunctionName").asText())
        .containsAll(
            PalisadeApp.domains().stream().map(Domain::name).map("palisade-"::concat).toList())
        .contains("palisade-policy-validator")
        .doesNotHaveDuplicates();
    functions.forEach((id, function) -> {
      assertThat(function.get("Runtime").asText()).isEqualTo("java25");
      assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
      assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
      assertThat(function.get("Handler").asText())
          .as("a handler whose class is in the repository")
          .matches(handler -> Files.exists(source(handler)));
    });
    assertThat(ofType(hub, "AWS::Lambda::Alias").values())
        .hasSameSizeAs(functions.values())
        .allSatisfy(alias -> assertThat(alias.get("Name").asText()).isEqualTo("live"));
    assertThat(mappings).hasSizeGreaterThanOrEqualTo(PalisadeApp.domains().size());
    mappings.forEach((id, mapping) -> {
      assertThat(mapping.get("FunctionName").toString()).as(id).contains(":live");
      assertThat(mapping.at("/FunctionResponseTypes/0").asText())
          .isEqualTo("ReportBatchItemFailures");
      if (!mapping.has("StartingPosition")) {
        assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isBetween(2, 50);
      }
    });
  }

  /** The source of a handler: each module has its packages below its own name. */
  private static Path source(String handler) {
    String type = handler.substring(0, handler.indexOf("::"));
    String module = type.split("\\.")[2];
    return Path.of(System.getProperty("palisade.root"), "functions", module, "src/main/java")
        .resolve(type.replace('.', '/') + ".java");
  }

  @Test
  void eachFunctionHasARoleAndALogOfItsOwn() {
    Map<String, JsonNode> functions = ofType(hub, "AWS::Lambda::Function");

    assertThat(functions.values())
        .extracting(function -> target(function.get("Role")))
        .doesNotHaveDuplicates();
    assertThat(functions.values())
        .extracting(function -> target(function.at("/LoggingConfig/LogGroup")))
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void alarmsWatchEveryQueueAndFunctionAndReachTheTopic() {
    Map<String, JsonNode> alarms = ofType(hub, "AWS::CloudWatch::Alarm");

    Map<String, JsonNode> queues = ofType(hub, "AWS::SQS::Queue");
    queues.forEach((id, queue) -> {
      String metric =
          queue.has("RedrivePolicy")
              ? "ApproximateAgeOfOldestMessage"
              : "ApproximateNumberOfMessagesVisible";
      assertThat(alarms.values())
          .as("an alarm on %s of %s", metric, id)
          .anyMatch(alarm ->
              alarm.get("MetricName").asText().equals(metric)
                  && alarm.get("Dimensions").toString().contains(id));
    });
    ofType(hub, "AWS::Lambda::Function")
        .keySet()
        .forEach(id ->
            assertThat(alarms.values())
                .as("an alarm on errors of " + id)
                .anyMatch(alarm ->
                    alarm.get("MetricName").asText().equals("Errors")
                        && alarm.get("Dimensions").toString().contains("\"" + id + "\"")));
    assertThat(alarms.values())
        .extracting(alarm -> alarm.get("MetricName").asText())
        .contains(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateAgeOfOldestMessage",
            "Errors",
            "OwnRoleWithoutLedger");
    String topic = ofType(hub, "AWS::SNS::Topic").keySet().iterator().next();
    alarms.forEach(
        (id, alarm) -> assertThat(target(alarm.at("/AlarmActions/0"))).as(id).isEqualTo(topic));
  }

  @Test
  void appConfigAsksTheValidatorBeforeItDeploysAPolicy() {
    JsonNode validators =
        ofType(hub, "AWS::AppConfig::ConfigurationProfile")
            .values()
            .iterator()
            .next()
            .get("Validators");
    JsonNode schema =
        each(validators).stream()
            .filter(one -> one.get("Type").asText().equals("JSON_SCHEMA"))
            .findFirst()
            .orElseThrow()
            .get("Content");
    assertThat(schema.asText()).contains("\"unit-accounts\"").hasSizeLessThan(32_768);
    String alias =
        target(
            each(validators).stream()
                .filter(one -> one.get("Type").asText().equals("LAMBDA"))
                .findFirst()
                .orElseThrow()
                .get("Content"));
    String function = target(ofType(hub, "AWS::Lambda::Alias").get(alias).get("FunctionName"));
    JsonNode properties = ofType(hub, "AWS::Lambda::Function").get(function);
    assertThat(properties.get("FunctionName").asText()).isEqualTo("palisade-policy-validator");
    assertThat(properties.get("Timeout").asInt()).isLessThanOrEqualTo(15);

    assertThat(ofType(hub, "AWS::Lambda::Permission").values())
        .filteredOn(one -> one.get("Principal").asText().equals("appconfig.amazonaws.com"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("Action").asText()).isEqualTo("lambda:InvokeFunction");
          assertThat(one.get("SourceAccount").asText()).isEqualTo(Synthesized.HUB);
          assertThat(target(one.get("FunctionName"))).isEqualTo(alias);
        });

    String role = target(properties.get("Role"));
    assertThat(ofType(hub, "AWS::IAM::Policy").values())
        .filteredOn(policy -> target(policy.at("/Roles/0")).equals(role))
        .singleElement()
        .satisfies(policy ->
            assertThat(each(policy.at("/PolicyDocument/Statement")))
                .flatExtracting(statement -> each(statement.get("Action")))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("logs:CreateLogStream", "logs:PutLogEvents"));
  }
}
