package dev.palisade.identity.managedpolicy;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import dev.palisade.identity.principal.PrincipalCalls;
import java.util.Set;

/** The parts of a managed policy's state. */
public enum PolicyFacet implements Facet {
  /** Its versions with their texts, and how often it is attached. */
  VERSIONS(
      PrincipalCalls.policy("iam:GetPolicy"),
      PrincipalCalls.policy("iam:ListPolicyVersions"),
      PrincipalCalls.policy("iam:GetPolicyVersion")),
  /** Tags, its own and those of who has it: read only when there is a finding. */
  HOLDERS(
      PrincipalCalls.policy("iam:GetPolicy"),
      PrincipalCalls.policy("iam:ListEntitiesForPolicy"),
      Call.of("iam:GetRole", "arn:{partition}:iam::{account}:role/*"),
      Call.of("iam:GetUser", "arn:{partition}:iam::{account}:user/*"));

  /** Lists policies; an action without resources. */
  public static final Call LIST = Call.of("iam:ListPolicies", "*");

  private final Set<Call> calls;

  PolicyFacet(Call... calls) {
    this.calls = Set.of(calls);
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == HOLDERS;
  }
}
