package dev.palisade.core.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of AWS resource: its CloudFormation type name, the shape of its ARN, and whether every
 * resource of it belongs to an AI workload by nature (a SageMaker notebook does, a bucket does
 * not).
 *
 * @param name CloudFormation type name, {@code AWS::S3::Bucket}
 * @param arnPattern ARN with {@code {partition}}, {@code {region}}, {@code {account}} and {@code
 *     {id}}; the id is what the service's API takes (a bucket name, a group id). {@code {path}}
 *     before it stands for an IAM path, which references leave out: events name roles and users by
 *     name alone, which is unique without its path, and one resource must have one key
 * @param ai whether it is an AI resource by nature
 */
public record ResourceType(String name, String arnPattern, boolean ai) {

  /** A type whose resources may or may not belong to an AI workload. */
  public static ResourceType of(String name, String arnPattern) {
    return new ResourceType(name, arnPattern, false);
  }

  /** A type that exists for AI workloads only. */
  public static ResourceType ai(String name, String arnPattern) {
    return new ResourceType(name, arnPattern, true);
  }

  /** The reference to a resource of this type by its id in an account and region. */
  public ResourceRef ref(String account, String region, String id) {
    String arn =
        arnPattern
            .replace("{partition}", Arn.partitionOf(region))
            .replace("{region}", region)
            .replace("{account}", account)
            .replace("{path}", "")
            .replace("{id}", id);
    return new ResourceRef(name, id, arn, account, region);
  }

  /**
   * The reference to a resource of this type by its ARN; parts the ARN leaves out (a bucket's
   * account) come from the caller.
   *
   * @throws IllegalArgumentException if the ARN is not one of this type, or names another account
   *     or region than the caller's
   */
  public ResourceRef ref(String account, String region, Arn arn) {
    if (!arn.account().isEmpty() && !arn.account().equals(account)) {
      throw new IllegalArgumentException(arn + " belongs to another account than " + account);
    }
    if (!arn.region().isEmpty() && !arn.region().equals(region)) {
      throw new IllegalArgumentException(arn + " is in another region than " + region);
    }
    Matcher match = matcher(arn);
    if (!match.matches()) {
      throw new IllegalArgumentException(arn + " is not an ARN of " + name);
    }
    String id = match.group("id");
    return arnPattern.contains("{path}")
        ? ref(account, region, id)
        : new ResourceRef(name, id, arn.toString(), account, region);
  }

  /** Whether an ARN has this type's shape. */
  public boolean matches(Arn arn) {
    return matcher(arn).matches();
  }

  private Matcher matcher(Arn arn) {
    String regex =
        Pattern.quote(arnPattern)
            .replace("{partition}", "\\E[^:]+\\Q")
            .replace("{region}", "\\E[^:]*\\Q")
            .replace("{account}", "\\E[^:]*\\Q")
            .replace("{path}", "\\E(?:.+/)?\\Q")
            .replace("{id}", "\\E(?<id>.+)\\Q");
    return Pattern.compile(regex).matcher(arn.toString());
  }
}
