package dev.palisade.infra.member;

import dev.palisade.core.control.Call;
import dev.palisade.infra.Grants;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Permissions boundaries of the roles in a governed account. A boundary grants nothing; it caps the
 * role at the actions the controls declare, whoever edits the role's policies later, and denies
 * every change of an untouchable.
 */
final class Boundary {

  private Boundary() {}

  /**
   * A boundary.
   *
   * @param name fixed: IAM is global, and the roles stack exists once per account
   * @param actions the actions it leaves open
   * @param writes those of them that change something, denied on untouchables
   */
  static ManagedPolicy of(
      Construct scope,
      String name,
      SortedSet<String> actions,
      Collection<Call> writes,
      List<String> breakGlass) {
    ManagedPolicy.Builder policy =
        ManagedPolicy.Builder.create(scope, name)
            .managedPolicyName(name)
            .description("Caps Palisade's roles, and keeps them from what nobody may touch");
    PolicyStatement cap = Grants.allow(List.copyOf(actions), List.of("*"));
    if (writes.isEmpty()) {
      return policy.statements(List.of(cap)).build();
    }
    TreeSet<String> changing = new TreeSet<>();
    writes.forEach(call -> changing.add(call.action()));
    PolicyStatement never =
        PolicyStatement.Builder.create()
            .effect(Effect.DENY)
            .actions(List.copyOf(changing))
            .resources(Untouchables.of(Aws.PARTITION, Aws.ACCOUNT_ID, breakGlass))
            .build();
    return policy.statements(List.of(cap, never)).build();
  }
}
