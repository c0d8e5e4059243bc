package dev.palisade.data.bucket;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a bucket's state, each read by the calls it lists. */
public enum BucketFacet implements Facet {
  PUBLIC_ACCESS(BucketCalls.of("s3:GetBucketPublicAccessBlock")),
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
