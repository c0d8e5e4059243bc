package dev.palisade.data.bucket;

import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one S3 general purpose bucket, as far as it was read: a facet that was not read is
 * null, one that the bucket does not have has its own empty value.
 *
 * @param exists false when the bucket is gone
 * @param publicAccess its own block of public access, {@link PublicAccessBlock#NONE} for none
 * @param policy the text of its policy exactly as S3 returned it, empty for none
 * @param acl its owner and grants
 * @param ownership object ownership ({@code BucketOwnerEnforced}, {@code BucketOwnerPreferred},
 *     {@code ObjectWriter}), empty where the bucket has no ownership controls
 * @param encryption its default encryption
 * @param tags its tags, empty for none or where they were not read
 */
public record Bucket(
    boolean exists,
    @Nullable PublicAccessBlock publicAccess,
    @Nullable String policy,
    @Nullable Acl acl,
    @Nullable String ownership,
    @Nullable Encryption encryption,
    Map<String, String> tags)
    implements ResourceState {

  /** The type: a bucket belongs to an AI workload only by reference, tag or policy. */
  public static final ResourceType TYPE =
      ResourceType.of("AWS::S3::Bucket", "arn:{partition}:s3:::{id}");

  /** A bucket that is not there. */
  static final Bucket GONE = new Bucket(false, null, null, null, null, null, Map.of());

  /** A bucket that is there and of which nothing was read yet. */
  static final Bucket UNREAD = new Bucket(true, null, null, null, null, null, Map.of());

  public Bucket {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  Bucket withPublicAccess(PublicAccessBlock value) {
    return new Bucket(exists, value, policy, acl, ownership, encryption, tags);
  }

  Bucket withPolicy(String value) {
    return new Bucket(exists, publicAccess, value, acl, ownership, encryption, tags);
  }

  Bucket withAcl(Acl value) {
    return new Bucket(exists, publicAccess, policy, value, ownership, encryption, tags);
  }

  Bucket withOwnership(String value) {
    return new Bucket(exists, publicAccess, policy, acl, value, encryption, tags);
  }

  Bucket withEncryption(Encryption value) {
    return new Bucket(exists, publicAccess, policy, acl, ownership, value, tags);
  }

  Bucket withTags(Map<String, String> value) {
    return new Bucket(exists, publicAccess, policy, acl, ownership, encryption, value);
  }
}
