package dev.palisade.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final String BUCKETS = "arn:{partition}:s3:::*";
  private static final String GROUPS = "arn:{partition}:ec2:*:{account}:security-group/*";

  @Test
  void mergesActionsOnTheSameResources() {
    List<Statement> statements =
        Statements.merged(
            Stream.of(
                Call.of("s3:GetBucketAcl", BUCKETS),
                Call.of("ec2:RevokeSecurityGroupIngress", GROUPS),
                Call.of("s3:PutBucketAcl", BUCKETS),
                Call.of("s3:PutBucketAcl", BUCKETS).recordedAs("PutBucketAcl2")));

    assertThat(statements)
        .containsExactly(
            statement(Set.of("ec2:RevokeSecurityGroupIngress"), Set.of(GROUPS)),
            statement(Set.of("s3:GetBucketAcl", "s3:PutBucketAcl"), Set.of(BUCKETS)));
  }

  @Test
  void fillsPartitionAndAccount() {
    assertThat(statement(Set.of("ec2:X"), Set.of(GROUPS)).resources("aws-cn", "222222222222"))
        .containsExactly("arn:aws-cn:ec2:*:222222222222:security-group/*");
  }

  @Property(tries = 200)
  void splitsWithinTheLimitAndLosesNothing(@ForAll("statements") List<Statement> statements)
      throws JsonProcessingException {
    List<List<Statement>> policies = Statements.split(statements, 2000);

    Set<String> before = new TreeSet<>();
    statements.forEach(
        one -> one.actions().forEach(action -> before.add(action + one.resources())));
    Set<String> after = new TreeSet<>();
    for (List<Statement> policy : policies) {
      assertThat(json(policy)).hasSizeLessThanOrEqualTo(2000);
      policy.forEach(one -> one.actions().forEach(action -> after.add(action + one.resources())));
    }
    assertThat(after).isEqualTo(before);
  }

  @Provide
  Arbitrary<List<Statement>> statements() {
    Arbitrary<String> action =
        Arbitraries.strings()
            .alpha()
            .ofMinLength(5)
            .ofMaxLength(40)
            .map(name -> "sagemaker:" + name);
    return action
        .set()
        .ofMinSize(1)
        .ofMaxSize(120)
        .map(actions -> statement(actions, Set.of(GROUPS, BUCKETS)))
        .list()
        .ofMaxSize(6);
  }

  @Test
  void refusesOneActionOnTooManyResources() {
    Set<String> many = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      many.add("arn:{partition}:s3:::bucket-" + i);
    }
    assertThatThrownBy(() -> Statements.split(List.of(statement(Set.of("s3:X"), many)), 2000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3:X");
  }

  private static Statement statement(Set<String> actions, Set<String> resources) {
    return new Statement(new TreeSet<>(actions), new TreeSet<>(resources));
  }

  /** The policy as IAM counts it, written by another hand than the one under test. */
  private static String json(List<Statement> policy) throws JsonProcessingException {
    List<Object> written = new ArrayList<>();
    for (Statement one : policy) {
      written.add(
          Map.of(
              "Effect", "Allow",
              "Action", one.actions(),
              "Resource", one.resources("aws-us-gov", "123456789012")));
    }
    return new ObjectMapper()
        .writeValueAsString(Map.of("Version", "2012-10-17", "Statement", written));
  }
}
