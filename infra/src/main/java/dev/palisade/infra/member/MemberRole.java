package dev.palisade.infra.member;

import dev.palisade.core.control.Statement;
import dev.palisade.core.control.Statements;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** A role of a governed account that the hub assumes, with a boundary and exact statements. */
final class MemberRole {

  private MemberRole() {}

  /**
   * A role.
   *
   * @param name fixed, since it is known before any account is
   * @param callers ARNs of the hub's principals that may assume it
   */
  static Role of(
      Construct scope,
      String name,
      String description,
      List<String> callers,
      List<Statement> statements,
      IManagedPolicy boundary,
      Installation installation) {
    Role role =
        Role.Builder.create(scope, name)
            .roleName(name)
            .description(description)
            .assumedBy(trusted(callers, installation))
            .permissionsBoundary(boundary)
            // Role chaining allows no more than an hour.
            .maxSessionDuration(Duration.hours(1))
            .build();
    grant(scope, role, name, statements);
    return role;
  }

  private static IPrincipal trusted(List<String> callers, Installation installation) {
    PrincipalBase[] principals =
        callers.stream().map(ArnPrincipal::new).toArray(PrincipalBase[]::new);
    return new PrincipalWithConditions(
        new CompositePrincipal(principals),
        Map.of(
            "StringEquals",
            Map.of(
                "sts:ExternalId", installation.externalId(),
                "aws:PrincipalOrgID", installation.organization())));
  }

  /** Inline where it fits; a domain that outgrows that gets managed policies. */
  private static void grant(Construct scope, Role role, String name, List<Statement> statements) {
    if (Statements.length(statements) <= Statements.INLINE_LIMIT) {
      role.attachInlinePolicy(
          Policy.Builder.create(scope, name + "-policy")
              .policyName("generated")
              .document(document(statements))
              .build());
      return;
    }
    int number = 0;
    for (List<Statement> part : Statements.split(statements, Statements.MANAGED_LIMIT)) {
      role.addManagedPolicy(
          ManagedPolicy.Builder.create(scope, "%s-policy-%d".formatted(name, ++number))
              .document(document(part))
              .build());
    }
  }

  private static PolicyDocument document(List<Statement> statements) {
    return PolicyDocument.Builder.create()
        .statements(statements.stream().map(Grants::of).toList())
        .build();
  }
}
