package dev.palisade.identity;

import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.identity.managedpolicy.AdminPolicy;
import dev.palisade.identity.managedpolicy.IamPolicyGateway;
import dev.palisade.identity.managedpolicy.ManagedPolicy;
import dev.palisade.identity.managedpolicy.PolicyChange;
import dev.palisade.identity.managedpolicy.PolicyFacet;
import dev.palisade.identity.principal.AdminAccess;
import dev.palisade.identity.principal.BedrockApiKey;
import dev.palisade.identity.principal.BedrockUserKey;
import dev.palisade.identity.principal.IamPrincipalGateway;
import dev.palisade.identity.principal.LongLivedKey;
import dev.palisade.identity.principal.Principal;
import dev.palisade.identity.principal.PrincipalCalls;
import dev.palisade.identity.principal.PrincipalChange;
import dev.palisade.identity.principal.PrincipalFacet;
import dev.palisade.identity.principal.Quarantine;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;
import java.util.Set;

/**
 * The identity domain. A new control on roles and users is its class, one line in {@link
 * #PRINCIPALS}, and its samples.
 */
public final class IdentityDomain implements DomainModule {

  private static final ResourceKind<Principal, PrincipalChange> PRINCIPALS =
      new ResourceKind<>(
          List.of(Principal.ROLE, Principal.USER),
          Principal.class,
          PrincipalChange.class,
          PrincipalFacet.PROFILE,
          Set.of(PrincipalFacet.PROFILE),
          Set.of(PrincipalCalls.LIST_ROLES, PrincipalCalls.LIST_USERS),
          List.of(
              new AdminAccess(),
              new BedrockApiKey(),
              new BedrockUserKey(),
              new LongLivedKey(),
              new Quarantine()));

  private static final ResourceKind<ManagedPolicy, PolicyChange> POLICIES =
      new ResourceKind<>(
          List.of(ManagedPolicy.TYPE),
          ManagedPolicy.class,
          PolicyChange.class,
          PolicyFacet.HOLDERS,
          Set.of(PolicyFacet.VERSIONS),
          Set.of(PolicyFacet.LIST),
          List.of(new AdminPolicy()));

  @Override
  public Domain domain() {
    return new Domain("identity", List.of(PRINCIPALS, POLICIES));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(
        new Binding<>(PRINCIPALS, IamPrincipalGateway::new),
        new Binding<>(POLICIES, IamPolicyGateway::new));
  }
}
