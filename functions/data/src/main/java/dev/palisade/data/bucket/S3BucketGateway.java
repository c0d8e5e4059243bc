package dev.palisade.data.bucket;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.data.bucket.BucketChange.DeleteBucketOwnershipControls;
import dev.palisade.data.bucket.BucketChange.DeleteBucketPolicy;
import dev.palisade.data.bucket.BucketChange.DeletePublicAccessBlock;
import dev.palisade.data.bucket.BucketChange.PutBucketAcl;
import dev.palisade.data.bucket.BucketChange.PutBucketEncryption;
import dev.palisade.data.bucket.BucketChange.PutBucketOwnershipControls;
import dev.palisade.data.bucket.BucketChange.PutBucketPolicy;
import dev.palisade.data.bucket.BucketChange.PutPublicAccessBlock;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * S3 buckets by the SDK. Every call on a bucket names the account that must own it, so that a
 * bucket of somebody else is never read or changed: their names are global, and an event or a
 * person may name any.
 */
public final class S3BucketGateway implements Gateway<Bucket, BucketChange> {

  private final S3Client s3;
  private final String account;
  private final String region;

  /** A gateway for the session's account and region. */
  public S3BucketGateway(AwsSession session) {
    // By path, since names with dots fit neither a certificate nor, at a local address, a host
    // name.
    this.s3 = session.client(S3Client.builder().forcePathStyle(true));
    this.account = session.account();
    this.region = session.region();
  }

  @Override
  public Bucket read(ResourceRef ref, Set<Facet> facets) {
    Set<BucketFacet> wanted = new TreeSet<>();
    facets.forEach(facet -> wanted.add((BucketFacet) facet));
    Bucket bucket = Bucket.UNREAD;
    for (BucketFacet facet : wanted) {
      Optional<Bucket> more = read(ref, facet, bucket);
      if (more.isEmpty()) {
        return Bucket.GONE;
      }
      bucket = more.get();
    }
    return bucket;
  }

  private Optional<Bucket> read(ResourceRef ref, BucketFacet facet, Bucket bucket) {
    return switch (facet) {
      case PUBLIC_ACCESS -> publicAccess(ref).map(bucket::withPublicAccess);
      case POLICY -> policy(ref).map(bucket::withPolicy);
      case ACL -> acl(ref).flatMap(acl -> ownership(ref).map(bucket.withAcl(acl)::withOwnership));
      case ENCRYPTION -> encryption(ref).map(bucket::withEncryption);
      case TAGS -> tags(ref).map(bucket::withTags);
    };
  }

  private Optional<PublicAccessBlock> publicAccess(ResourceRef ref) {
    return find(
        ref,
        "GetPublicAccessBlock",
        () ->
            S3Shapes.block(
                s3.getPublicAccessBlock(r -> r.bucket(ref.id()).expectedBucketOwner(account))
                    .publicAccessBlockConfiguration()),
        "NoSuchPublicAccessBlockConfiguration",
        PublicAccessBlock.NONE);
  }

  private Optional<String> policy(ResourceRef ref) {
    return find(
        ref,
        "GetBucketPolicy",
        () -> s3.getBucketPolicy(r -> r.bucket(ref.id()).expectedBucketOwner(account)).policy(),
        "NoSuchBucketPolicy",
        "");
  }

  private Optional<Acl> acl(ResourceRef ref) {
    return AwsCall.find(
        ref,
        "GetBucketAcl",
        () -> S3Shapes.acl(s3.getBucketAcl(r -> r.bucket(ref.id()).expectedBucketOwner(account))),
        "NoSuchBucket");
  }

  private Optional<String> ownership(ResourceRef ref) {
    return find(
        ref,
        "GetBucketOwnershipControls",
        () ->
            s3.getBucketOwnershipControls(r -> r.bucket(ref.id()).expectedBucketOwner(account))
                .ownershipControls()
                .rules()
                .getFirst()
                .objectOwnershipAsString(),
        "OwnershipControlsNotFoundError",
        "");
  }

  private Optional<Encryption> encryption(ResourceRef ref) {
    return find(
        ref,
        "GetBucketEncryption",
        () ->
            S3Shapes.encryption(
                s3.getBucketEncryption(r -> r.bucket(ref.id()).expectedBucketOwner(account))
                    .serverSideEncryptionConfiguration()),
        "ServerSideEncryptionConfigurationNotFoundError",
        Encryption.SSE_S3);
  }

  private Optional<Map<String, String>> tags(ResourceRef ref) {
    return find(
        ref,
        "GetBucketTagging",
        () ->
            s3
                .getBucketTagging(r -> r.bucket(ref.id()).expectedBucketOwner(account))
                .tagSet()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)),
        "NoSuchTagSet",
        Map.of());
  }

  /** The answer, {@code none} where the bucket has no such setting, empty where it is gone. */
  private static <T> Optional<T> find(
      ResourceRef ref, String name, Supplier<T> call, String absent, T none) {
    return AwsCall.find(
        ref,
        name,
        () -> {
          try {
            return call.get();
          } catch (AwsServiceException e) {
            if (AwsCall.code(e).equals(absent)) {
              return none;
            }
            throw e;
          }
        },
        "NoSuchBucket");
  }

  @Override
  public void execute(ResourceRef ref, BucketChange change) {
    String bucket = ref.id();
    AwsCall.on(
        ref,
        change.call().event(),
        () ->
            switch (change) {
              case PutPublicAccessBlock put ->
                  s3.putPublicAccessBlock(r ->
                      r.bucket(bucket)
                          .expectedBucketOwner(account)
                          .publicAccessBlockConfiguration(S3Shapes.block(put.after())));
              case DeletePublicAccessBlock ignored ->
                  s3.deletePublicAccessBlock(r -> r.bucket(bucket).expectedBucketOwner(account));
              case PutBucketPolicy put ->
                  s3.putBucketPolicy(
                      r -> r.bucket(bucket).expectedBucketOwner(account).policy(put.after()));
              case DeleteBucketPolicy ignored ->
                  s3.deleteBucketPolicy(r -> r.bucket(bucket).expectedBucketOwner(account));
              case PutBucketAcl put ->
                  s3.putBucketAcl(r ->
                      r.bucket(bucket)
                          .expectedBucketOwner(account)
                          .accessControlPolicy(S3Shapes.acl(put.after())));
              case PutBucketOwnershipControls put ->
                  s3.putBucketOwnershipControls(r ->
                      r.bucket(bucket)
                          .expectedBucketOwner(account)
                          .ownershipControls(
                              c -> c.rules(rule -> rule.objectOwnership(put.after()))));
              case DeleteBucketOwnershipControls ignored ->
                  s3.deleteBucketOwnershipControls(
                      r -> r.bucket(bucket).expectedBucketOwner(account));
              case PutBucketEncryption put ->
                  s3.putBucketEncryption(r ->
                      r.bucket(bucket)
                          .expectedBucketOwner(account)
                          .serverSideEncryptionConfiguration(S3Shapes.encryption(put.after())));
            });
  }

  @Override
  public Stream<ResourceRef> list() {
    // ListBuckets answers for all regions unless it is told one.
    return s3.listBucketsPaginator(r -> r.bucketRegion(region).maxBuckets(1000)).buckets().stream()
        .map(bucket -> Bucket.TYPE.ref(account, region, bucket.name()));
  }
}
