package dev.palisade.data.bucket;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.plan.Plan;
import dev.palisade.data.bucket.BucketChange.PutPublicAccessBlock;
import java.util.List;

/** A bucket whose block of public access is missing or has a switch off: all four go on. */
public final class PublicAccess implements Control<Bucket, BucketChange> {

  private static final ControlSpec SPEC =
      control("S3.PublicAccess")
          .title("Buckets of AI workloads block all public access")
          .why(
              "Training data, prompt logs and model artifacts in a bucket without the block are one"
                  + " policy or ACL away from being read, or poisoned, by anybody.")
          .breaks(
              "Readers without credentials, and other accounts that come in by a public policy or"
                  + " ACL, lose access at once.")
          .atSource(
              "aws_s3_bucket_public_access_block: block_public_acls, block_public_policy,"
                  + " ignore_public_acls and restrict_public_buckets = true",
              "AWS::S3::Bucket, PublicAccessBlockConfiguration: BlockPublicAcls,"
                  + " BlockPublicPolicy, IgnorePublicAcls and RestrictPublicBuckets: true")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.ENFORCE)
          .reads(BucketFacet.PUBLIC_ACCESS)
          .calls(BucketCalls.PUT_PUBLIC_ACCESS)
          .undoCalls(BucketCalls.PUT_PUBLIC_ACCESS, BucketCalls.DELETE_PUBLIC_ACCESS)
          .trigger(
              BucketCalls.recorded(
                      "PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock", "CreateBucket")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(BucketCalls.tagged())
          .trigger(Trigger.configChange(Bucket.TYPE))
          .trigger(Trigger.securityHub(Bucket.TYPE, "S3.8"))
          .standard(Standard.SECURITY_HUB, "S3.8")
          .standard(Standard.PROWLER, "s3_bucket_level_public_access_block")
          .standard(Standard.OWASP_LLM, "LLM02", "LLM04")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP03")
          .source(
              "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html")
          .source("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Bucket, BucketChange> plan(Bucket observed, Context<Bucket> context) {
    PublicAccessBlock block = observed.publicAccess();
    if (!observed.exists() || block == null || block.equals(PublicAccessBlock.ALL)) {
      return Plan.holds();
    }
    return Plan.<Bucket, BucketChange>mend(
            List.of(new PutPublicAccessBlock(block, PublicAccessBlock.ALL)))
        .because(
            block.configured()
                ? "The bucket's block of public access has a switch off."
                : "The bucket has no block of public access.")
        .evidence("publicAccessBlock", block);
  }
}
