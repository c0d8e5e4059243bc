package dev.palisade.data.bucket;

import java.util.List;

/**
 * A bucket's default encryption.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param key the KMS key as S3 returned it (id, ARN or alias ARN), empty for the service's own
 * @param bucketKey whether a bucket key saves calls to KMS
 * @param blocked encryption types that S3 refuses for new objects ({@code SSE-C}); sorted, empty
 *     where the rule names none
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html">
 *     Default encryption</a>
 */
public record Encryption(String algorithm, String key, boolean bucketKey, List<String> blocked) {

  /** What every bucket has at least since January 2023. */
  static final Encryption SSE_S3 = new Encryption("AES256", "", false, List.of());

  public Encryption {
    blocked = blocked.stream().sorted().toList();
  }
}
