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
import dev.palisade.data.bucket.Acl.Grant;
import dev.palisade.data.bucket.BucketChange.PutBucketAcl;
import dev.palisade.data.bucket.BucketChange.PutBucketOwnershipControls;
import java.util.ArrayList;
import java.util.List;

/**
 * A bucket whose ACL grants something to everyone: those grants go, and where nobody else is
 * granted anything, ACLs are switched off altogether, those of objects too.
 */
public final class PublicAcl implements Control<Bucket, BucketChange> {

  private static final ControlSpec SPEC =
      control("S3.PublicAcl")
          .title("ACLs of AI workloads' buckets grant nothing to everyone")
          .why(
              "A grant to AllUsers or AuthenticatedUsers lets anybody list, read or write the"
                  + " bucket, whatever its policy says.")
          .breaks(
              "Readers who rely on the public grant lose access; where ACLs are switched off,"
                  + " uploads that set an ACL are refused and ACLs of single objects no longer count.")
          .atSource(
              "aws_s3_bucket_acl: no public acl or grant, better no such resource at all;"
                  + " aws_s3_bucket_ownership_controls, rule.object_ownership = BucketOwnerEnforced",
              "AWS::S3::Bucket: AccessControl left out;"
                  + " OwnershipControls.Rules.ObjectOwnership: BucketOwnerEnforced")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.ENFORCE)
          .reads(BucketFacet.ACL)
          .calls(BucketCalls.PUT_ACL, BucketCalls.PUT_OWNERSHIP)
          .undoCalls(BucketCalls.PUT_ACL, BucketCalls.PUT_OWNERSHIP, BucketCalls.DELETE_OWNERSHIP)
          .trigger(
              BucketCalls.recorded("PutBucketAcl", "CreateBucket").restsOn(Trigger.Evidence.RECORD))
          .trigger(
              BucketCalls.recorded("PutBucketOwnershipControls", "DeleteBucketOwnershipControls"))
          .trigger(BucketCalls.tagged())
          .trigger(Trigger.configChange(Bucket.TYPE))
          .standard(Standard.SECURITY_HUB, "S3.2", "S3.3")
          .standard(Standard.OWASP_LLM, "LLM02", "LLM04")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP03")
          .source("https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html")
          .source(
              "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Bucket, BucketChange> plan(Bucket observed, Context<Bucket> context) {
    Acl acl = observed.acl();
    String ownership = observed.ownership();
    if (!observed.exists()
        || acl == null
        || ownership == null
        || ownership.equals(PutBucketOwnershipControls.ENFORCED)) {
      return Plan.holds();
    }
    List<Grant> open = acl.grants().stream().filter(Grant::toEveryone).toList();
    if (open.isEmpty()) {
      return Plan.holds();
    }
    Acl closed = new Acl(acl.owner(), without(acl.grants(), open));
    List<BucketChange> changes = new ArrayList<>();
    // First the grants: S3 refuses to enforce ownership while the ACL grants to somebody else.
    changes.add(new PutBucketAcl(acl, closed));
    if (closed.grants().stream().allMatch(grant -> grant.grantee().equals(acl.owner()))) {
      changes.add(new PutBucketOwnershipControls(ownership, PutBucketOwnershipControls.ENFORCED));
    }
    return Plan.<Bucket, BucketChange>mend(changes)
        .because("The bucket's ACL grants access to everyone.")
        .evidence("grants", open);
  }

  private static List<Grant> without(List<Grant> grants, List<Grant> gone) {
    return grants.stream().filter(grant -> !gone.contains(grant)).toList();
  }
}
