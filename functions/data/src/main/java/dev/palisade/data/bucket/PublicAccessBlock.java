package dev.palisade.data.bucket;

/**
 * A bucket's own block of public access: four switches, or no configuration at all, which S3 treats
 * as all off.
 *
 * @param configured whether the bucket has a configuration; without one all switches are off
 * @param blockPublicAcls new public ACLs are refused
 * @param ignorePublicAcls public ACLs that stand give nothing
 * @param blockPublicPolicy new public policies are refused
 * @param restrictPublicBuckets a public policy serves only AWS services and the bucket's account
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">
 *     Blocking public access to S3 storage</a>
 */
public record PublicAccessBlock(
    boolean configured,
    boolean blockPublicAcls,
    boolean ignorePublicAcls,
    boolean blockPublicPolicy,
    boolean restrictPublicBuckets) {

  /** No configuration. */
  public static final PublicAccessBlock NONE =
      new PublicAccessBlock(false, false, false, false, false);

  /** Everything blocked. */
  public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true, true);

  public PublicAccessBlock {
    blockPublicAcls &= configured;
    ignorePublicAcls &= configured;
    blockPublicPolicy &= configured;
    restrictPublicBuckets &= configured;
  }

  /** Whether a switch that is on in the other block is off here. */
  boolean weakerThan(PublicAccessBlock other) {
    return (other.blockPublicAcls && !blockPublicAcls)
        || (other.ignorePublicAcls && !ignorePublicAcls)
        || (other.blockPublicPolicy && !blockPublicPolicy)
        || (other.restrictPublicBuckets && !restrictPublicBuckets);
  }
}
