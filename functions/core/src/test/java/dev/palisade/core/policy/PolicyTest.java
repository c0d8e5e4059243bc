package dev.palisade.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.control.Settings;
import dev.palisade.core.event.Actor;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.AiScope;
import dev.palisade.core.scope.ScopeRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policy says: modes, people, untouchables, scope, limits. */
class PolicyTest {

  private static Policy policy(String json) {
    try {
      return Codec.plain().readValue(json, Policy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // policy, account, control: what counts
    "enforce, , , ENFORCE",
    ", , , OBSERVE",
    "observe, enforce, , ENFORCE",
    "enforce, observe, , OBSERVE",
    "observe, , approve, APPROVE",
    "enforce, approve, enforce, APPROVE",
    "enforce, enforce, observe, OBSERVE",
    "observe, enforce, enforce, ENFORCE",
    "ENFORCE, Approve, , APPROVE"
  })
  void theMoreCautiousOfAccountAndControlCounts(
      String whole, String account, String control, Mode expected) {
    String json =
        "{\"version\":1,%s\"accounts\":{%s},\"controls\":{%s}}"
            .formatted(
                whole == null ? "" : "\"mode\":\"" + whole + "\",",
                account == null ? "" : "\"111122223333\":\"" + account + "\"",
                control == null ? "" : "\"Box.Closed\":\"" + control + "\"");
    Policy policy = policy(json);
    assertThat(policy.modeFor("111122223333", "Box.Closed", Instant.EPOCH)).isEqualTo(expected);
  }

  @Test
  void aMisspeltMemberIsRefused() {
    assertThatThrownBy(() -> policy("{\"version\":1,\"acounts\":{}}"))
        .hasMessageContaining("acounts");
    assertThatThrownBy(() -> policy("{\"version\":1,\"mode\":\"enforced\"}"))
        .hasMessageContaining("enforced");
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Limits limits = policy("{\"version\":1,\"limits\":{\"hold-minutes\":5}}").limits();
    assertThat(limits.holdMinutes()).isEqualTo(5);
    assertThat(limits.writesPerAccount()).isEqualTo(60);
    assertThat(policy("{\"version\":1}").limits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void settingsLieOverTheDefaults() {
    Policy policy = policy("{\"version\":1,\"settings\":{\"Box.Closed\":{\"days\":7}}}");
    Settings defaults = new Settings(Map.of("days", 30, "who", "alice"));
    assertThat(policy.settingsFor("Box.Closed", defaults).number("days")).isEqualTo(7);
    assertThat(policy.settingsFor("Box.Closed", defaults).text("who")).isEqualTo("alice");
    assertThat(policy.settingsFor("Box.Other", defaults)).isEqualTo(defaults);
  }

  @ParameterizedTest
  @CsvSource({
    "IAMUser, arn:aws:iam::1:user/alice, '', alice",
    "IAMUser, arn:aws:iam::1:user/bob, '', ''",
    "AssumedRole, arn:aws:sts::1:assumed-role/dev/carol, arn:aws:iam::1:role/dev, carol",
    "AssumedRole, arn:aws:sts::1:assumed-role/ops/dave, arn:aws:iam::1:role/ops, oncall",
    "AssumedRole, arn:aws:sts::1:assumed-role/other/alice, arn:aws:iam::1:role/other, ''",
    "Unknown, '', '', ''"
  })
  void peopleAreKnownByTheirPrincipal(String type, String arn, String issuer, String person) {
    People people =
        new People(
            List.of(
                new Policy.PersonRule("arn:aws:iam::1:user/alice", "alice"),
                new Policy.PersonRule("arn:aws:iam::1:role/dev", "{session}"),
                new Policy.PersonRule("arn:aws:sts::1:assumed-role/ops/*", "oncall")));
    assertThat(people.behind(new Actor(type, arn, issuer, "1", ""))).isEqualTo(person);
  }

  @Test
  void aPrincipalThatNobodyMapsIsSomebody() {
    People people = new People(List.of());
    assertThat(people.behind("arn:aws:iam::1:user/bob")).isEqualTo("arn:aws:iam::1:user/bob");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::1:role/palisade-data, '', true",
    "arn:aws:iam::1:policy/palisade-boundary, '', true",
    "arn:aws:iam::1:role/cdk-hnb659fds-deploy-role-1, '', true",
    "arn:aws:iam::1:role/AWSReservedSSO_Admin_0123, '', true",
    "arn:aws:iam::1:role/AWSServiceRoleForConfig, "
        + "arn:aws:iam::1:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig, true",
    "arn:aws:iam::1:role/OrganizationAccountAccessRole, '', true",
    "arn:aws-cn:iam::1:role/OrganizationAccountAccessRole, '', true",
    "arn:aws:iam::1:user/break-glass, '', true",
    "arn:aws:iam::1:user/break-glass-2, '', false",
    "arn:aws:iam::1:role/my-palisade-data, '', false",
    "arn:aws:iam::1:user/palisade-data, '', false",
    "arn:aws:s3:::role/palisade-data, '', false",
    "arn:aws:iam::1:role/notebook, arn:aws:iam::1:role/team/notebook, false"
  })
  void principalsThatAreNeverChanged(String arn, String full, boolean untouchable) {
    ResourceRef ref = new ResourceRef("AWS::IAM::Role", "x", arn, "1", "us-east-1");
    assertThat(Untouchables.objection(ref, full, List.of("arn:aws:iam::*:user/break-glass")))
        .matches(found -> found.isPresent() == untouchable);
  }

  @Test
  void aLineBreakLeadsAroundNoPattern() {
    assertThat(Patterns.matches("role/palisade-*", "role/palisade-a\nb")).isTrue();
    assertThat(Patterns.matches("a.c", "abc")).isFalse();
    assertThat(Patterns.matches("*", "")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // by nature, planned, index, tag, named by policy: the first reason that holds
    "true, key, job, churn, arn:*, a Test::Box serves AI workloads only",
    "false, key, job, churn, arn:*, key",
    "false, '', job, churn, arn:*, job",
    "false, '', '', churn, arn:*, tagged palisade:workload=churn",
    "false, '', '', '', arn:*, policy names arn:*",
    "false, '', '', '', arn:other, not part of an AI workload"
  })
  void theFirstReasonThatHoldsIsTheScope(
      boolean byNature, String planned, String index, String tag, String named, String why) {
    AiScope scope =
        ScopeRules.of(
            new ResourceRef("Test::Box", "b", "arn:aws:box:r:1:box/b", "1", "r"),
            byNature,
            planned,
            index.isEmpty() ? AiScope.OUTSIDE : AiScope.because(index),
            tag.isEmpty() ? Map.of() : Map.of("palisade:workload", tag),
            new Policy.ScopeRule("ai", null, List.of(named)));
    assertThat(scope.why()).isEqualTo(why);
    assertThat(scope.ai()).isEqualTo(!scope.equals(AiScope.OUTSIDE));
  }

  @Test
  void anotherWorkloadTagMayBeNamed() {
    AiScope scope =
        ScopeRules.of(
            new ResourceRef("Test::Box", "b", "arn:aws:box:r:1:box/b", "1", "r"),
            false,
            "",
            AiScope.OUTSIDE,
            Map.of("ml", ""),
            new Policy.ScopeRule(null, "ml", null));
    assertThat(scope.ai()).isTrue();
  }
}
