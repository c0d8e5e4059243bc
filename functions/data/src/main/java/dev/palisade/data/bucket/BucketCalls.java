package dev.palisade.data.bucket;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.Trigger;

/** The calls that change or list buckets, and the events that every S3 control waits for. */
public final class BucketCalls {

  /** Lists buckets; an action without resources. */
  public static final Call LIST = Call.of("s3:ListAllMyBuckets", "*").recordedAs("ListBuckets");

  static final Call PUT_PUBLIC_ACCESS = of("s3:PutBucketPublicAccessBlock");

  // One IAM action covers putting and deleting these two settings; CloudTrail tells them apart.
  static final Call DELETE_PUBLIC_ACCESS =
      PUT_PUBLIC_ACCESS.recordedAs("DeleteBucketPublicAccessBlock");
  static final Call PUT_OWNERSHIP = of("s3:PutBucketOwnershipControls");
  static final Call DELETE_OWNERSHIP = PUT_OWNERSHIP.recordedAs("DeleteBucketOwnershipControls");

  static final Call PUT_POLICY = of("s3:PutBucketPolicy");
  static final Call DELETE_POLICY = of("s3:DeleteBucketPolicy");
  static final Call PUT_ACL = of("s3:PutBucketAcl");
  static final Call PUT_ENCRYPTION =
      of("s3:PutEncryptionConfiguration").recordedAs("PutBucketEncryption");

  private BucketCalls() {}

  // Bucket ARNs carry neither region nor account; the gateway sends the expected owner instead.
  static Call of(String action) {
    return Call.of(action, "arn:{partition}:s3:::*");
  }

  /** Successful calls on one bucket, by CloudTrail's names. */
  static Trigger recorded(String... eventNames) {
    return Trigger.cloudTrail("s3", eventNames)
        .resource(Bucket.TYPE, "/requestParameters/bucketName");
  }

  /** A bucket's tags changed, so that it may belong to an AI workload from now on. */
  static Trigger tagged() {
    return recorded("PutBucketTagging", "DeleteBucketTagging");
  }
}
