package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.LOCALLY;
import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.EventPatterns;
import dev.palisade.core.control.Statements;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS would refuse at deployment or grant too much, over every template. */
class LimitsTest {

  /**
   * What a {@code Fn::Join} is counted with: at least as long as any ARN's account or partition.
   */
  private static final String LONG = "aws-us-gov-1";

  static Stream<JsonNode> templates() {
    return Stream.of(ON_AWS, LOCALLY)
        .flatMap(one ->
            Stream.concat(one.templates().values().stream(), one.carried().values().stream()));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void patternsAreShortEnough(JsonNode template) {
    ofType(template, "AWS::Events::Rule")
        .forEach((id, rule) ->
            assertThat(rule.get("EventPattern").toString())
                .as(id)
                .hasSizeLessThanOrEqualTo(EventPatterns.LIMIT));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void policiesAreShortEnough(JsonNode template) {
    Map<String, Integer> inline = new HashMap<>();
    ofType(template, "AWS::IAM::Policy")
        .values()
        .forEach(policy ->
            each(policy.get("Roles"))
                .forEach(role ->
                    inline.merge(
                        target(role), length(policy.get("PolicyDocument")), Integer::sum)));
    assertThat(inline.values())
        .allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(Statements.INLINE_LIMIT));
    ofType(template, "AWS::IAM::ManagedPolicy")
        .forEach((id, policy) ->
            assertThat(length(policy.get("PolicyDocument")))
                .as(id)
                .isLessThanOrEqualTo(Statements.MANAGED_LIMIT));
  }

  /** The policy's length once CloudFormation has joined its texts, rather a little too long. */
  private static int length(JsonNode policy) {
    return joined(policy).length();
  }

  private static String joined(JsonNode node) {
    if (node.isObject() && node.has("Fn::Join")) {
      StringBuilder text = new StringBuilder("\"");
      node.at("/Fn::Join/1").forEach(part -> text.append(part.isTextual() ? part.asText() : LONG));
      return text.append('"').toString();
    }
    if (node.isObject() && (node.has("Ref") || node.has("Fn::GetAtt"))) {
      return "\"" + "x".repeat(100) + "\"";
    }
    if (node.isObject()) {
      StringBuilder text = new StringBuilder("{");
      node.properties()
          .forEach(entry ->
              text.append('"')
                  .append(entry.getKey())
                  .append("\":")
                  .append(joined(entry.getValue()))
                  .append(','));
      return text.append('}').toString();
    }
    if (node.isArray()) {
      StringBuilder text = new StringBuilder("[");
      node.forEach(one -> text.append(joined(one)).append(','));
      return text.append(']').toString();
    }
    return node.toString();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void nothingAllowsAWildcardAction(JsonNode template) {
    for (JsonNode resource : template.get("Resources")) {
      statements(resource.path("Properties"))
          .filter(statement -> statement.path("Effect").asText().equals("Allow"))
          // The key policy that AWS itself gives a key: it hands the decision to IAM.
          .filter(statement -> !isAccountsOwnKey(resource, statement))
          .forEach(statement -> {
            assertThat(statement.has("NotAction")).isFalse();
            assertThat(each(statement.get("Action")))
                .extracting(JsonNode::asText)
                .allMatch(action -> !action.contains("*"));
          });
    }
  }

  private static boolean isAccountsOwnKey(JsonNode resource, JsonNode statement) {
    return resource.get("Type").asText().equals("AWS::KMS::Key")
        && statement.at("/Principal/AWS").toString().contains(":root");
  }

  private static Stream<JsonNode> statements(JsonNode node) {
    Stream<JsonNode> here =
        node.has("Effect") && node.has("Action") ? Stream.of(node) : Stream.of();
    Stream<JsonNode> below = Stream.of();
    for (JsonNode child : node) {
      below = Stream.concat(below, statements(child));
    }
    return Stream.concat(here, below);
  }

  @Test
  void statementsAreFoundWhereTheyStand() {
    assertThat(statements(ON_AWS.hub()).count()).isGreaterThan(40);
  }
}
