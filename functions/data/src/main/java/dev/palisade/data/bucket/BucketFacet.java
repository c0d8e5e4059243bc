package dev.palisade.data.bucket;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a bucket's state, each read by the calls it lists. */
public enum BucketFacet implements Facet {
  PUBLIC_ACCESS(BucketCalls.of("s3:GetBucketPublicAccessBlock")),
  POLICY(BucketCalls.of("s3:GetBucketPolicy")),
  /** Grants, and object ownership, which decides whether they mean anything. */
  ACL(BucketCalls.of("s3:GetBucketAcl"), BucketCalls.of("s3:GetBucketOwnershipControls")),
  ENCRYPTION(BucketCalls.of("s3:GetEncryptionConfiguration").recordedAs("GetBucketEncryption")),
  TAGS(BucketCalls.of("s3:GetBucketTagging"));

  private final Set<Call> calls;

  BucketFacet(Call... calls) {
    this.calls = Set.of(calls);
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
