package dev.palisade.identity.managedpolicy;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import dev.palisade.identity.grant.PolicyDocuments;
import dev.palisade.identity.managedpolicy.ManagedPolicy.Version;
import dev.palisade.identity.principal.PrincipalCalls;
import java.util.Optional;

/** The calls that Palisade makes on customer managed policies, as data. */
public sealed interface PolicyChange extends Change<ManagedPolicy, PolicyChange> {

  /** Puts another version in force; the versions themselves stay. */
  record SetDefaultPolicyVersion(Version before, Version after) implements PolicyChange {

    static final Call CALL = PrincipalCalls.policy("iam:SetDefaultPolicyVersion");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public ManagedPolicy applyTo(ManagedPolicy policy) {
      return policy.withDefaultVersion(after.id());
    }

    @Override
    public Optional<PolicyChange> inverse() {
      return Optional.of(new SetDefaultPolicyVersion(after, before));
    }

    @Override
    public boolean widens() {
      return PolicyDocuments.widens(before.document(), after.document());
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "put version %s of the policy in force in place of %s"
          .formatted(after.id(), before.id());
    }
  }
}
