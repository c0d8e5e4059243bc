package dev.palisade.compute.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Resource policies as Lambda writes them, and as it never would. */
class PolicyParserTest {

  private static final String ARN = "arn:aws:lambda:us-east-1:222222222222:function:churn";

  @Test
  void readsEverythingThatAddPermissionTakes() {
    Grant grant =
        one(
            """
            {"Sid": "all", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
             "Action": "lambda:InvokeFunction", "Resource": "%s:prod",
             "Condition": {
               "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::churn"},
               "Bool": {"lambda:InvokedViaFunctionUrl": "true"},
               "StringEquals": {"AWS:SourceAccount": "222222222222",
                 "aws:PrincipalOrgID": "o-abcd123456", "lambda:EventSourceToken": "tökén",
                 "lambda:FunctionUrlAuthType": "NONE"}}}
            """
                .formatted(ARN));
    assertThat(grant)
        .isEqualTo(
            new Grant(
                "prod",
                "all",
                "Allow",
                "s3.amazonaws.com",
                "lambda:InvokeFunction",
                "arn:aws:s3:::churn",
                "222222222222",
                "o-abcd123456",
                "tökén",
                "NONE",
                true,
                null));
  }

  @Test
  void theResourceSaysWhichPolicyItIs() {
    assertThat(one(allow("\"Principal\": \"*\"")).qualifier()).isEmpty();
    assertThat(one(allow("\"Principal\": \"*\"").replace(ARN, "*")).qualifier()).isEqualTo("prod");
  }

  @Test
  void everyoneHasManyForms() {
    for (String principal :
        List.of("\"*\"", "{\"AWS\": \"*\"}", "{\"AWS\": [\"arn:aws:iam::1:root\", \"*\"]}")) {
      assertThat(one(allow("\"Principal\": " + principal)).toEveryone()).as(principal).isTrue();
    }
    for (String principal :
        List.of(
            "{\"AWS\": \"arn:aws:iam::333333333333:root\"}",
            "{\"Service\": \"s3.amazonaws.com\"}",
            "{\"AWS\": [\"arn:aws:iam::333333333333:root\"]}")) {
      assertThat(one(allow("\"Principal\": " + principal)).toEveryone()).as(principal).isFalse();
    }
  }

  @Test
  void foreignFormsAreKeptAndNotTakenForNarrow() {
    for (String foreign :
        List.of(
            "\"Principal\": \"*\", \"Condition\": {\"StringLike\": {\"AWS:SourceAccount\": \"*\"}}",
            "\"Principal\": \"*\", \"Condition\": {\"StringNotEquals\":"
                + " {\"AWS:SourceAccount\": \"222222222222\"}}",
            "\"Principal\": \"*\", \"Condition\": {\"StringEquals\":"
                + " {\"AWS:SourceAccount\": [\"222222222222\", \"333333333333\"]}}",
            "\"Principal\": {\"AWS\": [\"*\"]}")) {
      Grant grant = one(allow(foreign));
      assertThat(grant.toEveryone()).as(foreign).isTrue();
      assertThat(grant.foreign()).as(foreign).contains("\"Sid\":\"s\"");
      assertThat(new FunctionChange.RemovePermission(grant).inverse()).as(foreign).isEmpty();
    }
  }

  @Test
  void readsOneStatementWithoutList() {
    assertThat(PolicyParser.parse("", "{\"Statement\": " + allow("\"Principal\": \"*\"") + "}"))
        .singleElement()
        .matches(Grant::toEveryone);
  }

  @Test
  void readsPoliciesOverSixKilobytes() {
    String many =
        IntStream.range(0, 100)
            .mapToObj(
                i -> allow("\"Principal\": \"*\"").replace("\"s\"", "\"s" + i + "-größer-🙂\""))
            .collect(Collectors.joining(",", "{\"Statement\": [", "]}"));
    assertThat(many.length()).isGreaterThan(6_144);
    assertThat(PolicyParser.parse("", many)).hasSize(100).allMatch(Grant::toEveryone);
  }

  /** No text, however broken, is taken for a policy that lets nobody in, unless it says so. */
  @Property
  void neverThrowsAndNeverHolds(@ForAll String text) {
    assertThat(PolicyParser.parse("", text)).hasSize(1).allMatch(Grant::isUnreadable);
  }

  @Test
  void readsNamesInEveryForm() {
    assertThat(
            List.of(
                FunctionName.of("churn"),
                FunctionName.of("222222222222:function:churn"),
                FunctionName.of(ARN),
                FunctionName.of(ARN + ":$LATEST")))
        .containsOnly(new FunctionName("churn", ""));
    assertThat(List.of(FunctionName.of("churn:prod"), FunctionName.of(ARN + ":prod")))
        .containsOnly(new FunctionName("churn", "prod"));
  }

  private static String allow(String rest) {
    return "{\"Sid\": \"s\", \"Effect\": \"Allow\", \"Action\": \"lambda:InvokeFunction\","
        + " \"Resource\": \""
        + ARN
        + "\", "
        + rest
        + "}";
  }

  private static Grant one(String statement) {
    return PolicyParser.parse(
            "prod", "{\"Version\": \"2012-10-17\", \"Statement\": [" + statement + "]}")
        .getFirst();
  }
}
