package dev.palisade.data.bucket;

import static dev.palisade.core.control.ControlSpec.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Roles;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.Arn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Quarantine of a bucket with hostile or stolen content: a Deny for everybody but the roles that
 * investigate, and Palisade's own that let it out again. Objects and their versions stay.
 */
public final class Quarantine implements Control<Bucket, BucketChange> {

  /** Names of roles in the bucket's account that may still read it. */
  static final String FORENSICS = "forensics-roles";

  private static final int MAX_BYTES = 20 * 1024;
  private static final String SID = "PalisadeQuarantine";

  private static final ControlSpec SPEC =
      control("S3.Quarantine")
          .title("Nobody but investigators can reach the bucket")
          .why(
              "Poisoned training data and hostile model files do harm as long as jobs load them;"
                  + " stolen data leaves as long as the bucket answers.")
          .breaks(
              "Everything that reads or writes the bucket, training jobs and endpoints included.")
          .atSource(
              "aws_s3_bucket_policy: policy with the statement " + SID,
              "AWS::S3::BucketPolicy: PolicyDocument with the statement " + SID)
          .severity(Severity.HIGH)
          .onDemand()
          .setting(FORENSICS, List.of())
          .reads(BucketFacet.POLICY)
          .calls(BucketCalls.PUT_POLICY)
          .undoCalls(BucketCalls.PUT_POLICY, BucketCalls.DELETE_POLICY)
          .standard(Standard.OWASP_LLM, "LLM04")
          .source("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Bucket, BucketChange> plan(Bucket observed, Context<Bucket> context) {
    String text = observed.policy();
    if (!observed.exists() || text == null) {
      return Plan.holds();
    }
    Optional<PolicyDocument> policy = PolicyDocument.parse(text);
    if (policy.isEmpty() && !text.isEmpty()) {
      return BucketChange.unreadablePolicy(text);
    }
    ObjectNode deny = deny(context);
    List<PolicyDocument.Statement> statements =
        policy.map(PolicyDocument::statements).orElse(List.of());
    if (statements.stream().anyMatch(one -> one.json().equals(deny))) {
      return Plan.holds();
    }
    if (statements.stream().anyMatch(one -> one.sid().equals(SID))) {
      return another();
    }
    String after =
        policy
            .map(one -> one.with(deny.toString()))
            .orElse("{\"Version\":\"2012-10-17\",\"Statement\":[" + deny + "]}");
    int size = after.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_BYTES) {
      return Plan.<Bucket, BucketChange>ticket(
              "The bucket's policy has no room for the quarantine's statement.",
              "Save the bucket's policy, then replace it by one with this statement alone: " + deny)
          .evidence("bytesNeeded", size);
    }
    return Plan.<Bucket, BucketChange>mend(List.of(BucketChange.policy(text, after)))
        .because(context.quarantineBecause("The bucket is to be cut off."))
        .evidence("statements", statements.size());
  }

  private static Plan<Bucket, BucketChange> another() {
    return Plan.<Bucket, BucketChange>ticket(
            "The bucket's policy has a quarantine of other roles already.",
            "Release it first, or change the statement " + SID + " by hand.")
        .evidence("statement", SID);
  }

  private static ObjectNode deny(Context<Bucket> context) {
    String bucket = context.ref().arn();
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Sid", SID).put("Effect", "Deny").put("Principal", "*").put("Action", "s3:*");
    statement.putArray("Resource").add(bucket).add(bucket + "/*");
    ArrayNode but =
        statement.putObject("Condition").putObject("ArnNotLike").putArray("aws:PrincipalArn");
    String role =
        "arn:%s:iam::%s:role/".formatted(Arn.parse(bucket).partition(), context.ref().account());
    Stream.concat(
            Stream.of(Roles.remediation("data"), Roles.restore("data"), Roles.INSPECT),
            context.settings().list(FORENSICS).stream())
        .sorted()
        .forEach(name -> but.add(role + name));
    return statement;
  }
}
