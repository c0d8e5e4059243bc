package dev.palisade.core.resource;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}.
 *
 * <p>Region and account are empty where the service leaves them out (S3 buckets, IAM's region).
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARN
 *     format</a>
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /**
   * Parses an ARN.
   *
   * @throws IllegalArgumentException if the text has fewer than six parts or does not start with
   *     {@code arn:}
   */
  public static Arn parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length != 6 || !parts[0].equals("arn") || parts[5].isEmpty()) {
      throw new IllegalArgumentException("not an ARN: " + text);
    }
    return new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]);
  }

  /** Whether the text looks like an ARN at all; the cheap test before {@link #parse}. */
  public static boolean looksLike(String text) {
    return text.startsWith("arn:") && text.split(":", 6).length == 6;
  }

  /** The partition a region belongs to, by AWS's published region prefixes. */
  public static String partitionOf(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The last part of the resource, after the last slash or colon: {@code role/a/b} gives b. */
  public String lastPart() {
    return resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
