package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.ON_AWS;
import static dev.palisade.infra.Synthesized.each;
import static dev.palisade.infra.Synthesized.ofType;
import static dev.palisade.infra.Synthesized.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.Statements;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MemberTemplatesTest {

  private final JsonNode roles = ON_AWS.roles();

  @Test
  void everyRoleHasABoundaryOfThisStack() {
    Map<String, JsonNode> boundaries = ofType(roles, "AWS::IAM::ManagedPolicy");

    assertThat(ofType(roles, "AWS::IAM::Role")).isNotEmpty();
    ofType(roles, "AWS::IAM::Role")
        .forEach((id, role) ->
            assertThat(boundaries).as(id).containsKey(target(role.path("PermissionsBoundary"))));
  }

  @Test
  void domainsBoundariesDenyTheirWritesOnUntouchables() {
    for (Domain domain : PalisadeApp.domains()) {
      JsonNode boundary =
          ofType(roles, "AWS::IAM::ManagedPolicy").values().stream()
              .filter(one ->
                  one.path("ManagedPolicyName")
                      .asText()
                      .equals("palisade-boundary-" + domain.name()))
              .findFirst()
              .orElseThrow();
      JsonNode deny =
          each(boundary.at("/PolicyDocument/Statement")).stream()
              .filter(one -> one.get("Effect").asText().equals("Deny"))
              .findFirst()
              .orElseThrow();

      assertThat(texts(deny.get("Action")))
          .isEqualTo(
              new TreeSet<>(
                  Statements.writes(domain).stream().map(call -> call.action()).toList()));
      assertThat(deny.get("Resource").toString())
          .contains(
              ":role/palisade-*",
              ":role/cdk-*",
              ":role/stacksets-exec-*",
              ":role/AWSReservedSSO_*",
              ":role/aws-service-role/*",
              ":role/OrganizationAccountAccessRole",
              ":role/break-glass");
    }
  }

  @Test
  void hubRolesComeInWithTheExternalIdAndFromTheOrganizationOnly() {
    for (JsonNode role : ofType(roles, "AWS::IAM::Role").values()) {
      String name = role.get("RoleName").asText();
      if (name.equals("palisade-forward")) {
        continue;
      }
      JsonNode statements = role.at("/AssumeRolePolicyDocument/Statement");
      Set<String> callers = new TreeSet<>();
      for (JsonNode statement : each(statements)) {
        assertThat(statement.at("/Condition/StringEquals/sts:ExternalId").asText())
            .as(name)
            .isEqualTo("palisade");
        assertThat(statement.at("/Condition/StringEquals/aws:PrincipalOrgID").asText())
            .as(name)
            .isEqualTo(Synthesized.ORGANIZATION);
        each(statement.at("/Principal/AWS")).forEach(one -> callers.add(one.asText()));
      }
      if (!name.equals("palisade-inspect")) {
        String domain = name.substring(name.lastIndexOf('-') + 1);
        assertThat(callers)
            .containsExactly("arn:aws:iam::111111111111:role/palisade-function-" + domain);
      } else {
        assertThat(callers).contains("arn:aws:iam::111111111111:role/security-team");
      }
    }
  }

  @Test
  void remediationRolesLackWhatOnlyAnUndoNeeds() {
    for (Domain domain : PalisadeApp.domains()) {
      Set<String> remediation = actionsOf("palisade-" + domain.name());
      Set<String> fixes = new TreeSet<>();
      Set<String> undoes = new TreeSet<>();
      domain
          .specs()
          .forEach(spec -> {
            spec.calls().forEach(call -> fixes.add(call.action()));
            spec.undoCalls().forEach(call -> undoes.add(call.action()));
          });
      undoes.removeAll(fixes);

      assertThat(remediation).containsAll(fixes).noneMatch(undoes::contains);
    }
  }

  @Test
  void theInspectionRoleOnlyReads() {
    assertThat(actionsOf("palisade-inspect"))
        .isNotEmpty()
        .allMatch(
            action -> action.matches("[a-z0-9-]+:(Get|List|Describe|Search|BatchGet|Lookup).*"));
  }

  /** The actions that a role's inline policies allow. */
  private Set<String> actionsOf(String roleName) {
    String role =
        ofType(roles, "AWS::IAM::Role").entrySet().stream()
            .filter(entry -> entry.getValue().get("RoleName").asText().equals(roleName))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    Set<String> actions = new TreeSet<>();
    ofType(roles, "AWS::IAM::Policy").values().stream()
        .filter(policy -> each(policy.get("Roles")).stream().anyMatch(r -> target(r).equals(role)))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
        .forEach(statement -> actions.addAll(texts(statement.get("Action"))));
    return actions;
  }

  @Test
  void rulesGoToTheHubsBusUnderTheForwardingRoleInEveryGovernedRegion() {
    for (String region : List.of("eu-west-1", "us-east-1")) {
      JsonNode template = ON_AWS.rules(region);
      Map<String, JsonNode> queues = ofType(template, "AWS::SQS::Queue");
      Map<String, JsonNode> rules = ofType(template, "AWS::Events::Rule");

      assertThat(rules).as(region).isNotEmpty();
      rules.forEach((id, rule) -> {
        assertThat(rule.get("State").asText()).isEqualTo("ENABLED");
        assertThat(rule.has("EventBusName")).as("the default bus").isFalse();
        assertThat(rule.at("/Targets/0/Arn").asText())
            .isEqualTo("arn:aws:events:us-east-1:111111111111:event-bus/palisade");
        assertThat(rule.at("/Targets/0/RoleArn").toString()).contains("role/palisade-forward");
        assertThat(queues).containsKey(target(rule.at("/Targets/0/DeadLetterConfig/Arn")));
        assertThat(accepted(template)).contains(id);
      });
    }
  }

  private static Set<String> accepted(JsonNode template) {
    Set<String> rules = new TreeSet<>();
    ofType(template, "AWS::SQS::QueuePolicy").values().stream()
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")).stream())
        .filter(one -> one.at("/Principal/Service").asText().equals("events.amazonaws.com"))
        .flatMap(one -> each(one.at("/Condition/ArnEquals/aws:SourceArn")).stream())
        .forEach(rule -> rules.add(target(rule)));
    return rules;
  }

  @Test
  void nothingRegionalHasAFixedName() {
    JsonNode template = ON_AWS.rules("eu-west-1");

    template
        .get("Resources")
        .forEach(resource ->
            assertThat(resource.path("Properties").fieldNames())
                .toIterable()
                .doesNotContain("Name", "QueueName", "RoleName"));
  }

  @Test
  void stackSetsCarryTheSameStacksToTheUnits() {
    Map<String, JsonNode> sets =
        ofType(ON_AWS.templates().get("PalisadeRollout"), "AWS::CloudFormation::StackSet");

    assertThat(sets).hasSize(2);
    for (JsonNode set : sets.values()) {
      assertThat(set.get("PermissionModel").asText()).isEqualTo("SERVICE_MANAGED");
      assertThat(set.at("/AutoDeployment/Enabled").asBoolean()).isTrue();
      JsonNode group = set.at("/StackInstancesGroup/0");
      assertThat(group.at("/DeploymentTargets/OrganizationalUnitIds/0").asText())
          .isEqualTo("ou-abcd-12345678");
      boolean roleSet = set.get("StackSetName").asText().equals("PalisadeRoles");
      assertThat(texts(group.get("Regions")))
          .isEqualTo(roleSet ? Set.of("us-east-1") : Set.of("eu-west-1", "us-east-1"));
    }
    Map<String, JsonNode> carried = ON_AWS.carried();
    assertThat(carried).containsOnlyKeys("PalisadeRoles", "PalisadeRules");
    assertThat(ofType(carried.get("PalisadeRoles"), "AWS::IAM::Role").keySet())
        .isEqualTo(ofType(roles, "AWS::IAM::Role").keySet());
    carried.values().forEach(one -> assertThat(one.path("Rules").isMissingNode()).isTrue());
    assertThat(carried.toString()).doesNotContain(Synthesized.MEMBER, Synthesized.ROLLED_OUT);
  }

  private static Set<String> texts(JsonNode value) {
    Set<String> texts = new TreeSet<>();
    each(value).forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
