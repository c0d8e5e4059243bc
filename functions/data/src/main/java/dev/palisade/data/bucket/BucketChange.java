package dev.palisade.data.bucket;

import dev.palisade.core.control.Call;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Plan;
import dev.palisade.data.bucket.Acl.Grant;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that Palisade makes on buckets, as data. */
public sealed interface BucketChange extends Change<Bucket, BucketChange> {

  /**
   * The call that turns one policy into another: S3 takes no empty policy, so it is deleted then.
   */
  static BucketChange policy(String before, String after) {
    return after.isEmpty() ? new DeleteBucketPolicy(before) : new PutBucketPolicy(before, after);
  }

  /** What is done about a policy that can't be understood: nothing but asking a person to look. */
  static Plan<Bucket, BucketChange> unreadablePolicy(String text) {
    return Plan.<Bucket, BucketChange>ticket(
            "The bucket's policy can't be understood, so it may allow anything.",
            "Read the bucket's policy, and write it anew by the policy grammar.")
        .evidence("policy", text);
  }

  /** Sets all four switches of the block of public access. */
  record PutPublicAccessBlock(PublicAccessBlock before, PublicAccessBlock after)
      implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.PUT_PUBLIC_ACCESS;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withPublicAccess(after);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(
          before.configured()
              ? new PutPublicAccessBlock(after, before)
              : new DeletePublicAccessBlock(after));
    }

    @Override
    public boolean widens() {
      return after.weakerThan(before);
    }

    @Override
    public String describe() {
      return after.equals(PublicAccessBlock.ALL)
          ? "block all public access to the bucket"
          : "set the bucket's block of public access to " + after;
    }
  }

  /** Removes the block of public access: only ever an undo. */
  record DeletePublicAccessBlock(PublicAccessBlock before) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.DELETE_PUBLIC_ACCESS;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withPublicAccess(PublicAccessBlock.NONE);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(new PutPublicAccessBlock(PublicAccessBlock.NONE, before));
    }

    @Override
    public boolean widens() {
      return PublicAccessBlock.NONE.weakerThan(before);
    }

    @Override
    public String describe() {
      return "delete the bucket's block of public access";
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /** Replaces the policy, texts exactly as they stand and shall stand; before is empty for none. */
  record PutBucketPolicy(String before, String after) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.PUT_POLICY;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withPolicy(after);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(policy(after, before));
    }

    @Override
    public boolean widens() {
      return PolicyDocument.widens(before, after);
    }

    @Override
    public String describe() {
      int old = statements(before);
      int next = statements(after);
      return "replace the bucket's policy of " + old + " statements by one of " + next;
    }

    private static int statements(String text) {
      return PolicyDocument.parse(text).map(policy -> policy.statements().size()).orElse(0);
    }
  }

  /** Deletes the policy. */
  record DeleteBucketPolicy(String before) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.DELETE_POLICY;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withPolicy("");
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(policy("", before));
    }

    @Override
    public boolean widens() {
      return PolicyDocument.widens(before, "");
    }

    @Override
    public String describe() {
      return "delete the bucket's policy";
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /** Replaces the ACL. */
  record PutBucketAcl(Acl before, Acl after) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.PUT_ACL;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withAcl(after);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(new PutBucketAcl(after, before));
    }

    @Override
    public boolean widens() {
      return !new HashSet<Grant>(before.grants()).containsAll(after.grants());
    }

    @Override
    public String describe() {
      int old = before.grants().size();
      return "replace the bucket's ACL of " + old + " grants by one of " + after.grants().size();
    }
  }

  /** Sets object ownership; before is empty where the bucket has no ownership controls. */
  record PutBucketOwnershipControls(String before, String after) implements BucketChange {

    static final String ENFORCED = "BucketOwnerEnforced";

    @Override
    public Call call() {
      return BucketCalls.PUT_OWNERSHIP;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withOwnership(after);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(
          before.isEmpty()
              ? new DeleteBucketOwnershipControls(after)
              : new PutBucketOwnershipControls(after, before));
    }

    @Override
    public boolean widens() {
      return !after.equals(ENFORCED);
    }

    @Override
    public String describe() {
      return after.equals(ENFORCED)
          ? "switch the ACLs of the bucket and its objects off (BucketOwnerEnforced)"
          : "set object ownership of the bucket to " + after;
    }
  }

  /** Removes ownership controls, so that ACLs count again: only ever an undo. */
  record DeleteBucketOwnershipControls(String before) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.DELETE_OWNERSHIP;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withOwnership("");
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(new PutBucketOwnershipControls("", before));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "remove the bucket's ownership controls";
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /** Replaces the default encryption. */
  record PutBucketEncryption(Encryption before, Encryption after) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.PUT_ENCRYPTION;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withEncryption(after);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(new PutBucketEncryption(after, before));
    }

    @Override
    public boolean widens() {
      return !after.protectsAsWellAs(before);
    }

    @Override
    public String describe() {
      return "set the bucket's default encryption to "
          + after.algorithm()
          + (after.key().isEmpty() ? "" : " with key " + after.key());
    }
  }
}
