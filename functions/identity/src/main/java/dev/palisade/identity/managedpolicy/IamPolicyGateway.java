package dev.palisade.identity.managedpolicy;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.Iam;
import dev.palisade.identity.grant.PolicyDocuments;
import dev.palisade.identity.managedpolicy.ManagedPolicy.Version;
import dev.palisade.identity.managedpolicy.PolicyChange.SetDefaultPolicyVersion;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

/** Customer managed policies by the SDK. */
public final class IamPolicyGateway implements Gateway<ManagedPolicy, PolicyChange> {

  /** How many holders are looked at; a policy with more is taken for one that serves AI too. */
  private static final int HOLDERS = 50;

  private final IamClient iam;
  private final String account;
  private final String region;

  /** A gateway for the session's account. */
  public IamPolicyGateway(AwsSession session) {
    this.iam = session.client(IamClient.builder());
    this.account = session.account();
    this.region = session.region();
  }

  @Override
  public ManagedPolicy read(ResourceRef ref, Set<Facet> facets) {
    return find(ref, "GetPolicy", () -> iam.getPolicy(r -> r.policyArn(ref.arn())).policy())
        .map(policy ->
            new ManagedPolicy(
                true,
                policy.defaultVersionId(),
                facets.contains(PolicyFacet.VERSIONS) ? versions(ref) : null,
                policy.attachmentCount(),
                null,
                Iam.tags(policy.tags())))
        .map(policy -> facets.contains(PolicyFacet.HOLDERS) ? withHolders(ref, policy) : policy)
        .orElse(ManagedPolicy.GONE);
  }

  private List<Version> versions(ResourceRef ref) {
    return AwsCall.on(
            ref,
            "ListPolicyVersions",
            () ->
                iam.listPolicyVersionsPaginator(r -> r.policyArn(ref.arn())).versions().stream()
                    .toList())
        .stream()
        .flatMap(version -> version(ref, version.versionId()).stream())
        .toList();
  }

  private Optional<Version> version(ResourceRef ref, String id) {
    return find(
            ref,
            "GetPolicyVersion",
            () -> iam.getPolicyVersion(r -> r.policyArn(ref.arn()).versionId(id)).policyVersion())
        .map(version -> new Version(id, Iam.text(version.document())));
  }

  private ManagedPolicy withHolders(ResourceRef ref, ManagedPolicy policy) {
    ListEntitiesForPolicyResponse holders =
        AwsCall.on(
            ref,
            "ListEntitiesForPolicy",
            () -> iam.listEntitiesForPolicy(r -> r.policyArn(ref.arn()).maxItems(HOLDERS)));
    Map<String, String> tags = new HashMap<>();
    String serves =
        Boolean.TRUE.equals(holders.isTruncated())
            ? "attached to more than " + HOLDERS + " roles, users and groups"
            : "";
    for (var holder : holders.policyRoles()) {
      serves =
          role(ref, holder.roleName(), tags).filter(reason -> !reason.isEmpty()).orElse(serves);
    }
    holders.policyUsers().forEach(holder -> user(ref, holder.userName(), tags));
    tags.putAll(policy.tags());
    return new ManagedPolicy(
        policy.exists(),
        policy.defaultVersion(),
        policy.versions(),
        policy.attachments(),
        serves,
        tags);
  }

  private Optional<String> role(ResourceRef ref, String name, Map<String, String> tags) {
    return find(ref, "GetRole", () -> iam.getRole(r -> r.roleName(name)).role())
        .map(role -> {
          tags.putAll(Iam.tags(role.tags()));
          return PolicyDocuments.aiServiceIn(Iam.text(role.assumeRolePolicyDocument()))
              .map(service -> "attached to role " + name + ", which " + service + " assumes")
              .orElse("");
        });
  }

  private void user(ResourceRef ref, String name, Map<String, String> tags) {
    find(ref, "GetUser", () -> iam.getUser(r -> r.userName(name)).user())
        .ifPresent(user -> tags.putAll(Iam.tags(user.tags())));
  }

  private static <T> Optional<T> find(ResourceRef ref, String name, Supplier<T> call) {
    return AwsCall.find(ref, name, call, "NoSuchEntity");
  }

  @Override
  public void execute(ResourceRef ref, PolicyChange change) {
    AwsCall.on(
        ref,
        change.call().event(),
        () ->
            switch (change) {
              case SetDefaultPolicyVersion set ->
                  iam.setDefaultPolicyVersion(
                      r -> r.policyArn(ref.arn()).versionId(set.after().id()));
            });
  }

  @Override
  public Stream<ResourceRef> list() {
    if (!Iam.isHome(region)) {
      return Stream.of();
    }
    return iam
        .listPoliciesPaginator(r -> r.scope(PolicyScopeType.LOCAL).onlyAttached(true))
        .policies()
        .stream()
        .map(Policy::arn)
        .map(arn -> ManagedPolicy.TYPE.ref(account, region, Arn.parse(arn)));
  }
}
