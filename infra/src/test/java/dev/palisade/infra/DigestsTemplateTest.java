package dev.palisade.infra;

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

/** What signs the audit log: who may, what else it may, and how often it does. */
class DigestsTemplateTest {

  private final JsonNode hub = ON_AWS.hub();

  private Map.Entry<String, JsonNode> key() {
    return ofType(hub, "AWS::KMS::Key").entrySet().stream()
        .filter(one -> one.getValue().path("KeyUsage").asText().equals("SIGN_VERIFY"))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode function() {
    return ofType(hub, "AWS::Lambda::Function").values().stream()
        .filter(one -> one.get("FunctionName").asText().equals("palisade-digest"))
        .findFirst()
        .orElseThrow();
  }

  private Stream<JsonNode> statements() {
    return ofType(hub, "AWS::IAM::Policy").values().stream()
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream());
  }

  @Test
  void oneRoleAloneSigns() {
    assertThat(key().getValue().get("KeySpec").asText()).isEqualTo("ECC_NIST_P256");
    assertThat(statements().filter(one -> one.get("Action").toString().contains("kms:Sign")))
        .singleElement()
        .satisfies(one -> assertThat(target(one.get("Resource"))).isEqualTo(key().getKey()));
    String role = target(function().get("Role"));
    assertThat(each(key().getValue().at("/KeyPolicy/Statement")))
        .filteredOn(one -> one.get("Effect").asText().equals("Deny"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("Action").asText()).isEqualTo("kms:Sign");
          assertThat(target(one.at("/Condition/ArnNotEquals/aws:PrincipalArn"))).isEqualTo(role);
        });
  }

  @Test
  void whatSignsWritesNothingButDigests() {
    String role = target(function().get("Role"));
    List<JsonNode> rights =
        ofType(hub, "AWS::IAM::Policy").values().stream()
            .filter(policy -> target(policy.at("/Roles/0")).equals(role))
            .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
            .toList();
    assertThat(rights)
        .filteredOn(one -> one.get("Action").toString().contains("Put"))
        .filteredOn(one -> one.get("Action").toString().contains("s3:"))
        .singleElement()
        .satisfies(one -> assertThat(one.get("Resource").toString()).contains("/digests/*"));
    assertThat(rights).noneMatch(one -> one.get("Action").toString().contains("dynamodb:"));
    assertThat(rights).noneMatch(one -> one.get("Action").toString().contains("s3:Delete"));
  }

  @Test
  void itSignsEveryHour() {
    assertThat(ofType(hub, "AWS::Scheduler::Schedule").values())
        .filteredOn(one -> one.get("Name").asText().equals("palisade-digest"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("ScheduleExpression").asText()).isEqualTo("rate(1 hour)");
          assertThat(ofType(hub, "AWS::Lambda::Alias")).containsKey(target(one.at("/Target/Arn")));
        });
  }
}
