package dev.palisade.data;

import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.data.bucket.Bucket;
import dev.palisade.data.bucket.BucketCalls;
import dev.palisade.data.bucket.BucketChange;
import dev.palisade.data.bucket.BucketFacet;
import dev.palisade.data.bucket.PlainHttp;
import dev.palisade.data.bucket.PublicAccess;
import dev.palisade.data.bucket.PublicAcl;
import dev.palisade.data.bucket.PublicPolicy;
import dev.palisade.data.bucket.Quarantine;
import dev.palisade.data.bucket.S3BucketGateway;
import dev.palisade.data.bucket.WeakEncryption;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;
import java.util.Set;

/**
 * The data domain. A new control on buckets is its class, one line in {@link #BUCKETS}, and its
 * samples.
 */
public final class DataDomain implements DomainModule {

  private static final ResourceKind<Bucket, BucketChange> BUCKETS =
      new ResourceKind<>(
          List.of(Bucket.TYPE),
          Bucket.class,
          BucketChange.class,
          BucketFacet.TAGS,
          Set.of(BucketFacet.ENCRYPTION),
          Set.of(BucketCalls.LIST),
          List.of(
              new WeakEncryption(), // S3.Encryption
              new PlainHttp(),
              new PublicAccess(),
              new PublicAcl(),
              new PublicPolicy(),
              new Quarantine()));

  @Override
  public Domain domain() {
    return new Domain("data", List.of(BUCKETS));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(new Binding<>(BUCKETS, S3BucketGateway::new));
  }
}
