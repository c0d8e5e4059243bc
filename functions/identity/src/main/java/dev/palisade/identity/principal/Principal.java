package dev.palisade.identity.principal;

import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.identity.grant.PolicyDocuments;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one IAM role or user, as far as it was read: a facet that was not read is null.
 *
 * @param exists false when it is gone
 * @param arn its ARN with its path
 * @param trust the text of a role's trust policy as IAM keeps it, empty for a user
 * @param attached its managed policies, by ARN
 * @param inline the texts of its inline policies as IAM keeps them, by name
 * @param accessKeys a user's access keys, by id
 * @param bedrockKeys a user's long-term Bedrock API keys, by id
 * @param tags its tags, empty for none or where they were not read
 */
public record Principal(
    boolean exists,
    @Nullable String arn,
    @Nullable String trust,
    @Nullable List<Attached> attached,
    @Nullable Map<String, String> inline,
    @Nullable List<AccessKey> accessKeys,
    @Nullable List<BedrockKey> bedrockKeys,
    Map<String, String> tags)
    implements ResourceState {

  /** Roles; the path is no part of their key. */
  public static final ResourceType ROLE =
      ResourceType.of("AWS::IAM::Role", "arn:{partition}:iam::{account}:role/{path}{id}");

  /** Users; the path is no part of their key. */
  public static final ResourceType USER =
      ResourceType.of("AWS::IAM::User", "arn:{partition}:iam::{account}:user/{path}{id}");

  /** How the console names the users that it makes for long-term Bedrock API keys. */
  static final String BEDROCK_USER = "BedrockAPIKey-";

  /** The status of a key that opens something. */
  static final String ACTIVE = "Active";

  /** The status of a key that was switched off. */
  static final String INACTIVE = "Inactive";

  static final Principal GONE = new Principal(false, null, null, null, null, null, null, Map.of());

  static final Principal UNREAD = new Principal(true, null, null, null, null, null, null, Map.of());

  /**
   * A managed policy that is attached.
   *
   * @param arn of the policy
   * @param document the text of its default version; empty for AWS's own policies, which are judged
   *     by their names
   */
  public record Attached(String arn, String document) {

    /** Whether it is one that AWS keeps. */
    boolean awsManaged() {
      return Arn.parse(arn).account().equals("aws");
    }
  }

  /** An access key: its id, {@code Active} or {@code Inactive}, and when it was made. */
  public record AccessKey(String id, String status, Instant created) {}

  /**
   * A service-specific credential for Bedrock.
   *
   * @param expires null for never
   */
  public record BedrockKey(String id, String status, Instant created, @Nullable Instant expires) {}

  public Principal {
    attached = sorted(attached, Comparator.comparing(Attached::arn));
    inline = inline == null ? null : Collections.unmodifiableMap(new TreeMap<>(inline));
    accessKeys = sorted(accessKeys, Comparator.comparing(AccessKey::id));
    bedrockKeys = sorted(bedrockKeys, Comparator.comparing(BedrockKey::id));
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  private static <T> @Nullable List<T> sorted(@Nullable List<T> list, Comparator<T> order) {
    return list == null ? null : list.stream().sorted(order).toList();
  }

  /** Whether AWS itself looks after the role: service-linked ones and Identity Center's. */
  boolean keptByAws() {
    if (arn == null) {
      return false;
    }
    String resource = Arn.parse(arn).resource();
    return resource.startsWith("role/aws-service-role/")
        || resource.startsWith("role/aws-reserved/");
  }

  @Override
  public String fullArn() {
    return arn == null ? "" : arn;
  }

  @Override
  public String aiBecause() {
    if (arn != null && Arn.parse(arn).lastPart().startsWith(BEDROCK_USER)) {
      return "a user made for a Bedrock API key";
    }
    return trust == null
        ? ""
        : PolicyDocuments.aiServiceIn(trust).map(service -> service + " assumes it").orElse("");
  }

  Principal withProfile(String fullArn, String trustText, Map<String, String> newTags) {
    return new Principal(
        exists, fullArn, trustText, attached, inline, accessKeys, bedrockKeys, newTags);
  }

  Principal withTrust(String value) {
    return new Principal(exists, arn, value, attached, inline, accessKeys, bedrockKeys, tags);
  }

  Principal withAttached(List<Attached> value) {
    return new Principal(exists, arn, trust, value, inline, accessKeys, bedrockKeys, tags);
  }

  Principal withInline(Map<String, String> value) {
    return new Principal(exists, arn, trust, attached, value, accessKeys, bedrockKeys, tags);
  }

  Principal withAccessKeys(List<AccessKey> value) {
    return new Principal(exists, arn, trust, attached, inline, value, bedrockKeys, tags);
  }

  Principal withBedrockKeys(List<BedrockKey> value) {
    return new Principal(exists, arn, trust, attached, inline, accessKeys, value, tags);
  }
}
