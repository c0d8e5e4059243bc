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
import dev.palisade.core.resource.Arn;
import dev.palisade.data.bucket.BucketChange.PutBucketEncryption;
import java.util.List;

/**
 * A bucket whose default encryption became weaker than it was: what was there comes back. Where
 * policy names a key and the bucket uses none of the customer's own, a person is asked.
 */
public final class WeakEncryption implements Control<Bucket, BucketChange> {

  private static final String KEY = "kmsKey";

  private static final ControlSpec SPEC =
      control("S3.Encryption")
          .title("Default encryption of AI workloads' buckets is not weakened")
          .why(
              "Without the customer's key, whoever may read the bucket reads its data too, and no"
                  + " key policy or key log stands in between.")
          .breaks(
              "Restoring breaks only writers that came after the weakening and may not use the key;"
                  + " moving to a key breaks every writer and reader without permission on it.")
          .atSource(
              "aws_s3_bucket_server_side_encryption_configuration,"
                  + " rule.apply_server_side_encryption_by_default: the sse_algorithm and"
                  + " kms_master_key_id that the bucket had",
              "AWS::S3::Bucket, BucketEncryption.ServerSideEncryptionConfiguration: the"
                  + " SSEAlgorithm and KMSMasterKeyID that the bucket had")
          .severity(Severity.MEDIUM)
          .autonomy(Autonomy.ENFORCE)
          .reads(BucketFacet.ENCRYPTION)
          .calls(BucketCalls.PUT_ENCRYPTION)
          .undoCalls(BucketCalls.PUT_ENCRYPTION)
          .trigger(
              BucketCalls.recorded("PutBucketEncryption", "DeleteBucketEncryption", "CreateBucket")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(BucketCalls.tagged())
          .trigger(Trigger.configChange(Bucket.TYPE))
          .standard(Standard.SECURITY_HUB, "S3.17")
          .standard(Standard.PROWLER, "s3_bucket_kms_encryption")
          .standard(Standard.OWASP_LLM, "LLM02")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP03")
          .setting(KEY, "")
          .source("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html")
          .source(
              "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Bucket, BucketChange> plan(Bucket observed, Context<Bucket> context) {
    Encryption now = observed.encryption();
    if (!observed.exists() || now == null) {
      return Plan.holds();
    }
    Bucket baseline = context.baseline();
    Encryption was = baseline == null ? null : baseline.encryption();
    boolean wantsKey = !context.settings().text(KEY).isEmpty();
    if (was != null && !now.asStrongAs(was)) {
      Encryption back = now.broughtBackTo(was);
      Plan<Bucket, BucketChange> plan =
          put(now, back)
              .because("The bucket's default encryption is weaker than it was.")
              .evidence("baseline", was);
      boolean more = replaced(was, back) || (wantsKey && !back.usesOwnKey());
      return more ? plan.leavingMore() : plan;
    }
    if (was != null && replaced(was, now)) {
      return put(now, now.withKey(was.key()))
          .because("The bucket's default encryption uses another key than it did.")
          .evidence("baseline", was)
          .ask("The key may have been replaced on purpose; a foreign key can lock the data away.");
    }
    return wantsKey && !now.usesOwnKey() ? moveTo(now, context) : Plan.holds();
  }

  private static boolean replaced(Encryption was, Encryption now) {
    return was.usesOwnKey() && !now.key().equals(was.key());
  }

  private static Plan<Bucket, BucketChange> moveTo(Encryption now, Context<Bucket> context) {
    String key = context.settings().text(KEY);
    if (Arn.looksLike(key) && !Arn.parse(key).region().equals(context.ref().region())) {
      return Plan.<Bucket, BucketChange>ticket(
              "Policy names a key of another region, which this bucket can't use.",
              "Name a key in " + context.ref().region() + " in the policy's setting " + KEY + ".")
          .evidence("encryption", now)
          .evidence(KEY, key);
    }
    return put(now, now.withKey(key))
        .because("The bucket's default encryption does not use the key that policy names.")
        .ask("Writers and readers need permission on the key " + key + " before it is used.");
  }

  private static Plan<Bucket, BucketChange> put(Encryption now, Encryption after) {
    return Plan.<Bucket, BucketChange>mend(List.of(new PutBucketEncryption(now, after)))
        .evidence("encryption", now);
  }
}
