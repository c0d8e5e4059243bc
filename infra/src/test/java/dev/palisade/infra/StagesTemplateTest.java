package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What follows from every stage of a case: the stream's function, and the asking of people. */
class StagesTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  @Test
  void everyStageStartsTheFunctionAndNoneIsPassedOver() {
    List<JsonNode> streams =
        ofType(hub, "AWS::Lambda::EventSourceMapping").values().stream()
            .filter(one -> one.has("StartingPosition"))
            .toList();
    assertThat(streams)
        .singleElement()
        .satisfies(stream -> {
          assertThat(stream.get("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
          assertThat(stream.at("/FunctionResponseTypes/0").asText())
              .isEqualTo("ReportBatchItemFailures");
          assertThat(stream.get("MaximumRetryAttempts").asInt()).isGreaterThanOrEqualTo(10);
          String dead = target(stream.at("/DestinationConfig/OnFailure/Destination"));
          assertThat(ofType(hub, "AWS::SQS::Queue")).containsKey(dead);
          assertThat(each(stream.at("/FilterCriteria/Filters")))
              .extracting(filter -> filter.get("Pattern").asText())
              .anyMatch(pattern -> pattern.contains("CASE#"))
              .anyMatch(pattern -> pattern.contains("JOURNAL#"));
        });
  }

  @Test
  void onlyTheStreamsFunctionWritesTheAuditLogOfCases() {
    Map<String, List<String>> writers =
        ofType(hub, "AWS::IAM::Policy").values().stream()
            .collect(
                Collectors.toMap(
                    policy -> target(policy.at("/Roles/0")),
                    policy ->
                        each(policy.at("/PolicyDocument/Statement")).stream()
                            .filter(one -> one.get("Action").toString().contains("s3:PutObject"))
                            .map(one -> one.get("Resource").toString())
                            .toList(),
                    (one, other) -> one));
    assertThat(writers.entrySet())
        .filteredOn(one -> one.getValue().toString().contains("/cases/*"))
        .extracting(Map.Entry::getKey)
        .singleElement()
        .asString()
        .contains("notices");
    assertThat(writers.entrySet())
        .filteredOn(one -> !one.getKey().contains("notices"))
        .flatExtracting(Map.Entry::getValue)
        .allMatch(resource -> resource.contains("/alarms/*") || resource.contains("/digests/*"));
  }

  @Test
  void peopleAreAskedRemindedAndHeardByOneStandardExecutionACase() throws Exception {
    JsonNode machine = ofType(hub, "AWS::StepFunctions::StateMachine").values().iterator().next();
    assertThat(machine.get("StateMachineType").asText()).isEqualTo("STANDARD");
    assertThat(machine.at("/LoggingConfiguration/IncludeExecutionData").asBoolean())
        .as("tokens in a log could be used")
        .isFalse();
    JsonNode states = definition(machine).get("States");
    for (String asking : List.of("Ask", "Remind")) {
      JsonNode state = states.get(asking);
      assertThat(state.get("Resource").asText()).endsWith(":sqs:sendMessage.waitForTaskToken");
      assertThat(state.get("TimeoutSecondsPath").asText()).startsWith("$.");
      assertThat(state.at("/Parameters/MessageBody/token.$").asText()).isEqualTo("$$.Task.Token");
      assertThat(state.at("/Catch/0/ErrorEquals/0").asText()).isEqualTo("States.Timeout");
    }
    assertThat(states.at("/Ask/Catch/0/Next").asText()).isEqualTo("Remind");
    assertThat(states.at("/Remind/Catch/0/Next").asText()).isEqualTo("Expired");
    assertThat(states.at("/Answered/Choices/0/Next").asText()).isEqualTo("Decided");
    for (String telling : List.of("Decided", "Expired")) {
      assertThat(states.at("/" + telling + "/Parameters/QueueUrl.$").asText()).isEqualTo("$.queue");
      assertThat(states.at("/" + telling + "/Retry/0/MaxAttempts").asInt()).isPositive();
    }
  }

  private static JsonNode definition(JsonNode machine) throws JsonProcessingException {
    JsonNode text = machine.get("DefinitionString");
    String joined =
        text.isTextual()
            ? text.asText()
            : each(text.at("/Fn::Join/1")).stream()
                .map(part -> part.isTextual() ? part.asText() : "token")
                .collect(Collectors.joining());
    return new ObjectMapper().readTree(joined);
  }
}
