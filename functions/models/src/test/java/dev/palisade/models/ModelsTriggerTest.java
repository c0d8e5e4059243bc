package dev.palisade.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The events that make the domain's controls look, and the resources they name. */
class ModelsTriggerTest {

  @Test
  void findsTheNotebookOfAPublishedStateChangeByItsName() throws IOException {
    assertThat(named(record("NotebookInstanceStateChange")))
        .containsExactly(
            "SageMaker.NotebookInternet BasicNotebookInstance-x4CC6ZFJzqJJ",
            "SageMaker.NotebookRoot BasicNotebookInstance-x4CC6ZFJzqJJ");
  }

  @Test
  void findsTheRegionOfAPublishedDeletionOfLogging() throws IOException {
    JsonNode record = record("DeleteModelInvocationLoggingConfiguration");
    assertThat(named(record)).containsExactly("Bedrock.InvocationLogging us-west-2");
    assertThat(
            new ModelsDomain()
                .domain()
                .specs()
                .flatMap(spec -> spec.triggers().stream())
                .filter(trigger -> trigger.matches(Event.of(record)))
                .map(trigger -> trigger.factsOf(Event.of(record))))
        .containsExactly(Map.of("deleted", "DeleteModelInvocationLoggingConfiguration"));
  }

  @Test
  void findsNotebooksAndEndpointsOfCalls() throws IOException {
    for (String name :
        List.of("CreateNotebookInstance", "StartNotebookInstance", "UpdateNotebookInstance")) {
      assertThat(named(call(name, "{\"notebookInstanceName\": \"Churn\"}")))
          .as(name)
          .containsExactly("SageMaker.NotebookInternet Churn", "SageMaker.NotebookRoot Churn");
    }
    assertThat(named(call("UpdateEndpoint", "{\"endpointName\": \"Churn\"}")))
        .containsExactly("SageMaker.EndpointEncryption Churn");
    assertThat(named(call("StopNotebookInstance", "{\"notebookInstanceName\": \"Churn\"}")))
        .isEmpty();
  }

  private static JsonNode record(String name) throws IOException {
    return Codec.plain()
        .readTree(Files.readString(Path.of("src/test/resources/records", name + ".json")));
  }

  private static JsonNode call(String name, String parameters) throws IOException {
    return Codec.plain()
        .readTree(
            """
            {"id": "1", "source": "aws.sagemaker", "account": "222222222222",
             "region": "us-east-1", "detail-type": "AWS API Call via CloudTrail",
             "time": "2026-11-25T12:00:00Z", "resources": [],
             "detail": {"eventSource": "sagemaker.amazonaws.com", "eventName": "%s",
               "requestParameters": %s}}
            """
                .formatted(name, parameters));
  }

  private static List<String> named(JsonNode json) {
    Event event = Event.of(json);
    return new ModelsDomain()
        .domain()
        .specs()
        .flatMap((ControlSpec spec) ->
            spec.triggers().stream()
                .filter(trigger -> trigger.matches(event))
                .flatMap(trigger -> trigger.named(event))
                .map(named -> spec.id() + " " + named.idOrArn()))
        .toList();
  }
}
