package dev.palisade.data.bucket;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.data.bucket.BucketChange.DeletePublicAccessBlock;
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
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
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
    this.s3 = session.client(S3Client.builder());
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
      case TAGS -> tags(ref).map(bucket::withTags);
    };
  }

  private Optional<PublicAccessBlock> publicAccess(ResourceRef ref) {
    return find(
        ref,
        "GetPublicAccessBlock",
        () ->
            block(
                s3.getPublicAccessBlock(r -> r.bucket(ref.id()).expectedBucketOwner(account))
                    .publicAccessBlockConfiguration()),
        "NoSuchPublicAccessBlockConfiguration",
        PublicAccessBlock.NONE);
  }

  private static PublicAccessBlock block(PublicAccessBlockConfiguration block) {
    return new PublicAccessBlock(
        true,
        Boolean.TRUE.equals(block.blockPublicAcls()),
        Boolean.TRUE.equals(block.ignorePublicAcls()),
        Boolean.TRUE.equals(block.blockPublicPolicy()),
        Boolean.TRUE.equals(block.restrictPublicBuckets()));
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
    switch (change) {
      case PutPublicAccessBlock put ->
          AwsCall.on(ref, "PutPublicAccessBlock", () -> putPublicAccess(ref, put.after()));
      case DeletePublicAccessBlock ignored ->
          AwsCall.on(
              ref,
              "DeletePublicAccessBlock",
              () ->
                  s3.deletePublicAccessBlock(r -> r.bucket(ref.id()).expectedBucketOwner(account)));
    }
  }

  private Object putPublicAccess(ResourceRef ref, PublicAccessBlock block) {
    return s3.putPublicAccessBlock(r ->
        r.bucket(ref.id())
            .expectedBucketOwner(account)
            .publicAccessBlockConfiguration(c ->
                c.blockPublicAcls(block.blockPublicAcls())
                    .ignorePublicAcls(block.ignorePublicAcls())
                    .blockPublicPolicy(block.blockPublicPolicy())
                    .restrictPublicBuckets(block.restrictPublicBuckets())));
  }

  @Override
  public Stream<ResourceRef> list() {
    // ListBuckets answers for all regions unless it is told one.
    return s3.listBucketsPaginator(r -> r.bucketRegion(region).maxBuckets(1000)).buckets().stream()
        .map(bucket -> Bucket.TYPE.ref(account, region, bucket.name()));
  }
}
