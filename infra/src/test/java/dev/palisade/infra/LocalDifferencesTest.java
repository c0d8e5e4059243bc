package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.LOCALLY;
import static dev.palisade.infra.Synthesized.ON_AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code local=true} changes is what {@code docs/local-differences.md} says, and no more. */
class LocalDifferencesTest {

  @Test
  void theHubDiffersInWhatIsDocumented() {
    assertThat(differences("PalisadeHub"))
        .containsExactlyInAnyOrder(
            "AWS::AppConfig::DeploymentStrategy /Properties/DeploymentDurationInMinutes",
            "AWS::AppConfig::DeploymentStrategy /Properties/FinalBakeTimeInMinutes",
            "AWS::AppConfig::DeploymentStrategy /Properties/GrowthFactor",
            "AWS::DynamoDB::Table /DeletionPolicy",
            "AWS::DynamoDB::Table /Properties/DeletionProtectionEnabled",
            "AWS::DynamoDB::Table /UpdateReplacePolicy",
            "AWS::IAM::Policy /Properties/PolicyDocument/Statement/Condition",
            "AWS::KMS::Key /DeletionPolicy",
            "AWS::KMS::Key /UpdateReplacePolicy",
            "AWS::Lambda::EventSourceMapping /Properties/ScalingConfig/MaximumConcurrency",
            "AWS::Lambda::Function /Properties/Environment/Variables/PALISADE_WEBHOOK_LOCALHOST",
            "AWS::Lambda::Function /Properties/ReservedConcurrentExecutions",
            "AWS::Lambda::Function /Properties/Timeout",
            "AWS::S3::Bucket /DeletionPolicy",
            "AWS::S3::Bucket /UpdateReplacePolicy",
            "AWS::S3::BucketPolicy /Properties/PolicyDocument/Statement",
            "AWS::SQS::Queue /Properties/VisibilityTimeout");
  }

  @Test
  void governedAccountsDoNotDiffer() {
    ON_AWS.templates().keySet().stream()
        .filter(name -> !name.equals("PalisadeHub"))
        .forEach(name -> assertThat(differences(name)).as(name).isEmpty());
    assertThat(LOCALLY.templates().keySet()).isEqualTo(ON_AWS.templates().keySet());
  }

  private static Set<String> differences(String stack) {
    Set<String> found = new TreeSet<>();
    TreeMap<String, JsonNode> aws = resources(ON_AWS.templates().get(stack));
    TreeMap<String, JsonNode> local = resources(LOCALLY.templates().get(stack));
    assertThat(local.keySet()).isEqualTo(aws.keySet());
    aws.forEach((id, resource) ->
        compare(resource, local.get(id), resource.get("Type").asText() + " ", found));
    return found;
  }

  /** Resources by logical id; a version's ends in a hash of its function, which differs. */
  private static TreeMap<String, JsonNode> resources(JsonNode template) {
    TreeMap<String, JsonNode> resources = new TreeMap<>();
    template
        .get("Resources")
        .properties()
        .forEach(entry -> resources.put(withoutHash(entry.getKey()), entry.getValue()));
    return resources;
  }

  private static String withoutHash(String text) {
    return text.replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1");
  }

  private static void compare(JsonNode a, JsonNode b, String path, Set<String> found) {
    if (withoutHash(a.toString()).equals(withoutHash(b.toString()))) {
      return;
    }
    if (a.isArray() && b.isArray() && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(a.get(i), b.get(i), path, found);
      }
    } else if (a.isObject() && b.isObject()) {
      Stream.concat(a.properties().stream(), b.properties().stream())
          .map(Map.Entry::getKey)
          .distinct()
          .forEach(key -> compare(member(a, key), member(b, key), path + "/" + key, found));
    } else {
      found.add(path);
    }
  }

  private static JsonNode member(JsonNode node, String key) {
    return node.has(key) ? node.get(key) : MissingNode.getInstance();
  }
}
