package dev.palisade.cli;

import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.data.DataDomain;
import dev.palisade.data.bucket.Acl;
import dev.palisade.data.bucket.Bucket;
import dev.palisade.data.bucket.BucketChange;
import dev.palisade.data.bucket.Encryption;
import dev.palisade.data.bucket.PublicAccessBlock;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The data domain over buckets in memory: a change's own model is what its call does. */
final class MemoryBuckets implements DomainModule, Gateway<Bucket, BucketChange> {

  static final String ACCOUNT = "222222222222";
  static final String REGION = "us-east-1";

  private static final String TLS_ONLY =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":"*",\
      "Action":"s3:*","Resource":["arn:aws:s3:::%1$s","arn:aws:s3:::%1$s/*"],\
      "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
      """;

  final Map<String, Bucket> buckets = new TreeMap<>();
  final List<String> calls = new ArrayList<>();
  boolean denied;

  private final DomainModule real = new DataDomain();

  /** A bucket that every control accepts. */
  void good(String name, Map<String, String> tags) {
    buckets.put(
        name,
        new Bucket(
            true,
            PublicAccessBlock.ALL,
            TLS_ONLY.formatted(name),
            new Acl("owner", List.of(new Acl.Grant("CanonicalUser", "owner", "FULL_CONTROL"))),
            "BucketOwnerEnforced",
            new Encryption("AES256", "", false, List.of()),
            tags));
  }

  /** A bucket without its block of public access. */
  void open(String name, Map<String, String> tags) {
    good(name, tags);
    Bucket good = bucket(name);
    buckets.put(
        name,
        new Bucket(
            true,
            PublicAccessBlock.NONE,
            good.policy(),
            good.acl(),
            good.ownership(),
            good.encryption(),
            tags));
  }

  Bucket bucket(String name) {
    return buckets.getOrDefault(name, new Bucket(false, null, null, null, null, null, Map.of()));
  }

  @Override
  public Domain domain() {
    return real.domain();
  }

  @Override
  @SuppressWarnings("unchecked") // the data domain's one kind is buckets
  public List<Binding<?, ?>> bindings() {
    ResourceKind<Bucket, BucketChange> kind =
        (ResourceKind<Bucket, BucketChange>) real.domain().kinds().getFirst();
    return List.of(new Binding<>(kind, session -> this));
  }

  @Override
  public Bucket read(ResourceRef ref, Set<Facet> facets) {
    refuse("GetBucket", ref);
    return bucket(ref.id());
  }

  @Override
  public void execute(ResourceRef ref, BucketChange change) {
    refuse(change.call().event(), ref);
    calls.add(change.call().action() + " " + ref.id());
    buckets.compute(ref.id(), (id, bucket) -> change.applyTo(bucket(id)));
  }

  @Override
  public Stream<ResourceRef> list() {
    return buckets.keySet().stream().map(name -> Bucket.TYPE.ref(ACCOUNT, REGION, name));
  }

  private void refuse(String call, ResourceRef ref) {
    if (denied) {
      throw new GatewayException(
          GatewayException.Kind.DENIED,
          call + " on " + ref + ": access denied",
          new IllegalStateException("denied"));
    }
  }
}
