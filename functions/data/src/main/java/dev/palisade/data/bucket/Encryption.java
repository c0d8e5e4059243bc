package dev.palisade.data.bucket;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A bucket's default encryption.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param key the KMS key as S3 returned it (id, ARN or alias ARN), empty for the service's own
 * @param bucketKey whether a bucket key saves calls to KMS
 * @param blocked encryption types that S3 refuses for new objects ({@code SSE-C}, or {@code NONE}
 *     to refuse none); sorted, empty where the rule names none
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html">
 *     Default encryption</a>
 */
public record Encryption(String algorithm, String key, boolean bucketKey, List<String> blocked) {

  private static final String KMS = "aws:kms";
  private static final List<String> BY_STRENGTH = List.of("AES256", KMS, "aws:kms:dsse");

  /** What every bucket has at least since January 2023. */
  static final Encryption SSE_S3 = new Encryption("AES256", "", false, List.of());

  public Encryption {
    blocked = blocked.stream().distinct().sorted().toList();
  }

  /** Whether it uses a key of the customer's, which has a policy of its own. */
  boolean usesOwnKey() {
    return !key.isEmpty() && !key.endsWith("alias/aws/s3");
  }

  /** Whether nothing that the other has is missing here; another key counts as much. */
  boolean asStrongAs(Encryption other) {
    boolean sameKind = algorithm.equals(other.algorithm);
    return protectsAsWellAs(other) && !(sameKind && other.bucketKey && !bucketKey);
  }

  /** The same without bucket keys, which save money and protect nothing. */
  boolean protectsAsWellAs(Encryption other) {
    return cipherAsStrongAs(other) && types(blocked).containsAll(types(other.blocked));
  }

  private boolean cipherAsStrongAs(Encryption other) {
    return BY_STRENGTH.indexOf(algorithm) >= BY_STRENGTH.indexOf(other.algorithm)
        && (usesOwnKey() || !other.usesOwnKey());
  }

  /** What the other has, and what is stronger here. */
  Encryption broughtBackTo(Encryption other) {
    Set<String> both = types(blocked);
    both.addAll(types(other.blocked));
    List<String> refused = both.equals(types(blocked)) ? blocked : List.copyOf(both);
    if (cipherAsStrongAs(other)) {
      boolean cheaper = bucketKey || (algorithm.equals(other.algorithm) && other.bucketKey);
      return new Encryption(algorithm, key, cheaper, refused);
    }
    boolean keep = BY_STRENGTH.indexOf(algorithm) > BY_STRENGTH.indexOf(other.algorithm);
    return new Encryption(
        keep ? algorithm : other.algorithm,
        other.usesOwnKey() || key.isEmpty() ? other.key : key,
        keep ? bucketKey : other.bucketKey,
        refused);
  }

  /**
   * The same with a key of KMS; bucket keys come with it, except for two layers, which has none.
   */
  Encryption withKey(String other) {
    boolean twoLayers = BY_STRENGTH.indexOf(algorithm) > BY_STRENGTH.indexOf(KMS);
    return twoLayers
        ? new Encryption(algorithm, other, bucketKey, blocked)
        : new Encryption(KMS, other, bucketKey || !usesOwnKey(), blocked);
  }

  private static Set<String> types(Collection<String> blocked) {
    Set<String> types = new HashSet<>(blocked);
    types.remove("NONE");
    return types;
  }
}
