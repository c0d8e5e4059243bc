package dev.palisade.identity.principal;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a role's or user's state; a role has no keys, a user no trust policy. */
public enum PrincipalFacet implements Facet {
  /** ARN, trust policy and tags, which IAM answers together. */
  PROFILE(PrincipalCalls.role("iam:GetRole"), PrincipalCalls.user("iam:GetUser")),
  /** Managed policies with the texts of the customer's own. */
  ATTACHED(
      PrincipalCalls.role("iam:ListAttachedRolePolicies"),
      PrincipalCalls.user("iam:ListAttachedUserPolicies"),
      PrincipalCalls.policy("iam:GetPolicy"),
      PrincipalCalls.policy("iam:GetPolicyVersion")),
  INLINE(
      PrincipalCalls.role("iam:ListRolePolicies"),
      PrincipalCalls.role("iam:GetRolePolicy"),
      PrincipalCalls.user("iam:ListUserPolicies"),
      PrincipalCalls.user("iam:GetUserPolicy")),
  ACCESS_KEYS(PrincipalCalls.user("iam:ListAccessKeys")),
  BEDROCK_KEYS(PrincipalCalls.user("iam:ListServiceSpecificCredentials"));

  private final Set<Call> calls;

  PrincipalFacet(Call... calls) {
    this.calls = Set.of(calls);
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == PROFILE;
  }
}
