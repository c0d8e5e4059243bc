package dev.palisade.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events that make the domain's controls look, and the resources they name. */
class ComputeTriggerTest {

  @Test
  void findsTheFunctionOfAPublishedRecord() throws IOException {
    assertThat(named(record("AddPermission20150331v2")))
        .containsExactly("Lambda.PublicUrl stratus-red-team-backdoor-f-func");
  }

  @Test
  void findsTheInstancesOfAPublishedRecord() throws IOException {
    assertThat(named(record("RunInstances"))).containsExactly("EC2.Imdsv1 i-0f7c711dc84bedda0");
  }

  @Test
  void findsTheInstanceOfAPublishedRecordOnceItSucceeds() throws IOException {
    JsonNode failed = record("ModifyInstanceMetadataOptions");
    assertThat(named(failed)).isEmpty();
    ObjectNode succeeded = failed.deepCopy();
    ((ObjectNode) succeeded.path("detail")).remove("errorCode");
    String instance =
        failed
            .at("/detail/requestParameters/ModifyInstanceMetadataOptionsRequest/InstanceId")
            .asText();
    assertThat(named(succeeded)).containsExactly("EC2.Imdsv1 " + instance);
  }

  @Test
  void findsUrlsWithAndWithoutApiDate() throws IOException {
    for (String name :
        List.of(
            "CreateFunctionUrlConfig",
            "CreateFunctionUrlConfig20211031",
            "UpdateFunctionUrlConfig",
            "UpdateFunctionUrlConfig20211031")) {
      assertThat(named(call("lambda", name, "{\"functionName\": \"churn-predict\"}")))
          .as(name)
          .containsExactly("Lambda.PublicUrl churn-predict");
    }
    assertThat(named(call("lambda", "DeleteFunctionUrlConfig", "{\"functionName\": \"churn\"}")))
        .isEmpty();
  }

  @Test
  void findsTaggedFunctionsAndInstances() throws IOException {
    String arn = "arn:aws:lambda:us-east-1:222222222222:function:churn-predict";
    assertThat(named(call("lambda", "TagResource20170331v2", "{\"resource\": \"" + arn + "\"}")))
        .containsExactly("Lambda.PublicUrl " + arn);
    assertThat(
            named(
                call(
                    "ec2",
                    "CreateTags",
                    """
                    {"resourcesSet": {"items": [{"resourceId": "i-0123456789abcdef0"},
                      {"resourceId": "igw-1"}, {"resourceId": "sg-1"}]}}
                    """)))
        .containsExactly("EC2.Imdsv1 i-0123456789abcdef0");
  }

  private static JsonNode record(String name) throws IOException {
    return Codec.plain()
        .readTree(Files.readString(Path.of("src/test/resources/records", name + ".json")));
  }

  private static JsonNode call(String service, String name, String parameters) throws IOException {
    return Codec.plain()
        .readTree(
            """
            {"id": "1", "source": "aws.%1$s", "account": "222222222222", "region": "us-east-1",
             "detail-type": "AWS API Call via CloudTrail", "time": "2026-11-25T12:00:00Z",
             "resources": [], "detail": {"eventSource": "%1$s.amazonaws.com",
               "eventName": "%2$s", "requestParameters": %3$s}}
            """
                .formatted(service, name, parameters));
  }

  private static List<String> named(JsonNode json) {
    Event event = Event.of(json);
    return new ComputeDomain()
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
