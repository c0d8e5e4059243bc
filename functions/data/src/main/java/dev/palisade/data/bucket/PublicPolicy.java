package dev.palisade.data.bucket;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.iam.Openness;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * A bucket policy with statements that are open to everyone: those are cut out, the others stay as
 * they are written.
 */
public final class PublicPolicy implements Control<Bucket, BucketChange> {

  private static final ControlSpec SPEC =
      control("S3.PublicPolicy")
          .title("Policies of AI workloads' buckets are not open to everyone")
          .why(
              "Anybody can read what such a bucket holds, or put poisoned data and models into it.")
          .breaks(
              "Callers who come in by the removed statements only lose access: anonymous readers,"
                  + " and principals of other accounts that nothing else names.")
          .atSource(
              "aws_s3_bucket_policy, policy: no Allow for Principal * without a condition"
                  + " that names who comes",
              "AWS::S3::BucketPolicy, PolicyDocument: no Allow for Principal * without a"
                  + " condition that names who comes")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.ENFORCE)
          .reads(BucketFacet.POLICY)
          .calls(BucketCalls.PUT_POLICY, BucketCalls.DELETE_POLICY)
          .undoCalls(BucketCalls.PUT_POLICY)
          .trigger(BucketCalls.recorded("PutBucketPolicy").restsOn(Trigger.Evidence.RECORD))
          .trigger(BucketCalls.tagged())
          .trigger(Trigger.configChange(Bucket.TYPE))
          .standard(Standard.SECURITY_HUB, "S3.2", "S3.3")
          .standard(Standard.OWASP_LLM, "LLM02", "LLM04")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP03")
          .source(
              "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Bucket, BucketChange> plan(Bucket observed, Context<Bucket> context) {
    String text = observed.policy();
    if (!observed.exists() || text == null || text.isEmpty()) {
      return Plan.holds();
    }
    Optional<PolicyDocument> policy = PolicyDocument.parse(text);
    if (policy.isEmpty()) {
      return BucketChange.unreadablePolicy(text);
    }
    List<Statement> open = of(policy.get(), Openness.OPEN);
    List<Statement> doubtful = of(policy.get(), Openness.DOUBTFUL);
    if (open.isEmpty() && doubtful.isEmpty()) {
      return Plan.holds();
    }
    if (open.isEmpty()) {
      return remove(text, policy.get(), doubtful)
          .because("Policy statements are open to everyone who meets a broad condition.")
          .ask(
              "The statements have conditions of which Palisade can't say how many callers meet"
                  + " them; the broad access may be meant.");
    }
    Plan<Bucket, BucketChange> plan =
        remove(text, policy.get(), open).because("Policy statements are open to everyone.");
    return doubtful.isEmpty() ? plan : plan.leavingMore();
  }

  private static List<Statement> of(PolicyDocument policy, Openness openness) {
    return policy.statements().stream().filter(one -> Openness.of(one) == openness).toList();
  }

  private static Plan<Bucket, BucketChange> remove(
      String text, PolicyDocument policy, List<Statement> gone) {
    return Plan.<Bucket, BucketChange>mend(List.of(BucketChange.policy(text, policy.without(gone))))
        .evidence("statements", gone.stream().map(Statement::json).toList());
  }
}
