package dev.palisade.core.policy;

import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Principals that are never changed: Palisade's own, CDK's and StackSets' roles, Identity Center's,
 * service-linked roles, the organization's access role, and the break-glass ones of policy. The
 * member roles' boundary denies the same list.
 */
public final class Untouchables {

  /** Patterns of the resource part of role, user and policy ARNs, for every account. */
  public static final List<String> ALWAYS =
      List.of(
          "role/palisade-*",
          "policy/palisade-*",
          "role/cdk-*",
          "role/stacksets-exec-*",
          "role/AWSCloudFormationStackSet*",
          "role/AWSReservedSSO_*",
          "role/aws-reserved/*",
          "role/aws-service-role/*",
          "role/OrganizationAccountAccessRole");

  private Untouchables() {}

  /**
   * Why a resource may not be changed, or empty.
   *
   * @param fullArn its ARN with its IAM path where that was read, else empty
   */
  public static Optional<String> objection(
      ResourceRef ref, String fullArn, List<String> breakGlass) {
    if (!ref.arn().contains(":iam::")) {
      return Optional.empty();
    }
    return Stream.of(ref.arn(), fullArn)
        .filter(Arn::looksLike)
        .flatMap(arn ->
            Stream.concat(
                ALWAYS.stream()
                    .filter(pattern -> Patterns.matches(pattern, Arn.parse(arn).resource())),
                breakGlass.stream().filter(pattern -> Patterns.matches(pattern, arn))))
        .findFirst()
        .map(pattern -> "never changed: it matches " + pattern);
  }
}
