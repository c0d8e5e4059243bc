package dev.palisade.identity.principal;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.Iam;
import dev.palisade.identity.principal.Principal.AccessKey;
import dev.palisade.identity.principal.Principal.Attached;
import dev.palisade.identity.principal.Principal.BedrockKey;
import dev.palisade.identity.principal.PrincipalChange.AttachPolicy;
import dev.palisade.identity.principal.PrincipalChange.DeleteInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.DetachPolicy;
import dev.palisade.identity.principal.PrincipalChange.PutInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateAccessKey;
import dev.palisade.identity.principal.PrincipalChange.UpdateAssumeRolePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateServiceSpecificCredential;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.User;

/** IAM roles and users by the SDK. */
public final class IamPrincipalGateway implements Gateway<Principal, PrincipalChange> {

  private static final String BEDROCK = "bedrock.amazonaws.com";

  private final IamClient iam;
  private final String account;
  private final String region;

  /** A gateway for the session's account. */
  public IamPrincipalGateway(AwsSession session) {
    this.iam = session.client(IamClient.builder());
    this.account = session.account();
    this.region = session.region();
  }

  @Override
  public Principal read(ResourceRef ref, Set<Facet> facets) {
    Set<PrincipalFacet> wanted = new TreeSet<>();
    facets.forEach(facet -> wanted.add((PrincipalFacet) facet));
    Principal principal = Principal.UNREAD;
    for (PrincipalFacet facet : wanted) {
      Optional<Principal> more = read(ref, Holder.of(ref), facet, principal);
      if (more.isEmpty()) {
        return Principal.GONE;
      }
      principal = more.get();
    }
    return principal;
  }

  private Optional<Principal> read(
      ResourceRef ref, Holder holder, PrincipalFacet facet, Principal principal) {
    return switch (facet) {
      case PROFILE ->
          switch (holder) {
            case ROLE -> role(ref, principal);
            case USER -> user(ref, principal);
          };
      case ATTACHED ->
          attachedArns(ref, holder)
              .map(arns -> principal.withAttached(arns.stream().map(this::attached).toList()));
      case INLINE -> inline(ref, holder).map(principal::withInline);
      case ACCESS_KEYS ->
          switch (holder) {
            case ROLE -> Optional.of(principal.withAccessKeys(List.of()));
            case USER -> accessKeys(ref).map(principal::withAccessKeys);
          };
      case BEDROCK_KEYS ->
          switch (holder) {
            case ROLE -> Optional.of(principal.withBedrockKeys(List.of()));
            case USER -> bedrockKeys(ref).map(principal::withBedrockKeys);
          };
    };
  }

  private Optional<Principal> role(ResourceRef ref, Principal principal) {
    return find(ref, "GetRole", () -> iam.getRole(r -> r.roleName(ref.id())).role())
        .map(role ->
            principal.withProfile(
                role.arn(), Iam.text(role.assumeRolePolicyDocument()), Iam.tags(role.tags())));
  }

  private Optional<Principal> user(ResourceRef ref, Principal principal) {
    return find(ref, "GetUser", () -> iam.getUser(r -> r.userName(ref.id())).user())
        .map(user -> principal.withProfile(user.arn(), "", Iam.tags(user.tags())));
  }

  private Optional<List<String>> attachedArns(ResourceRef ref, Holder holder) {
    return switch (holder) {
      case ROLE ->
          find(
              ref,
              "ListAttachedRolePolicies",
              () ->
                  iam
                      .listAttachedRolePoliciesPaginator(r -> r.roleName(ref.id()))
                      .attachedPolicies()
                      .stream()
                      .map(AttachedPolicy::policyArn)
                      .toList());
      case USER ->
          find(
              ref,
              "ListAttachedUserPolicies",
              () ->
                  iam
                      .listAttachedUserPoliciesPaginator(r -> r.userName(ref.id()))
                      .attachedPolicies()
                      .stream()
                      .map(AttachedPolicy::policyArn)
                      .toList());
    };
  }

  /** The policy with its text; one that is deleted meanwhile has none and grants nothing. */
  private Attached attached(String arn) {
    Attached named = new Attached(arn, "");
    if (named.awsManaged()) {
      return named;
    }
    ResourceRef policy = new ResourceRef("AWS::IAM::ManagedPolicy", arn, arn, account, region);
    return find(
            policy,
            "GetPolicy",
            () -> iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
        .flatMap(version ->
            find(
                policy,
                "GetPolicyVersion",
                () ->
                    iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version)).policyVersion()))
        .map(PolicyVersion::document)
        .map(document -> new Attached(arn, Iam.text(document)))
        .orElse(named);
  }

  private Optional<Map<String, String>> inline(ResourceRef ref, Holder holder) {
    return inlineNames(ref, holder)
        .map(names -> {
          Map<String, String> texts = new TreeMap<>();
          names.forEach(name ->
              inlineText(ref, holder, name).ifPresent(text -> texts.put(name, Iam.text(text))));
          return texts;
        });
  }

  private Optional<List<String>> inlineNames(ResourceRef ref, Holder holder) {
    return switch (holder) {
      case ROLE ->
          find(
              ref,
              "ListRolePolicies",
              () ->
                  iam.listRolePoliciesPaginator(r -> r.roleName(ref.id())).policyNames().stream()
                      .toList());
      case USER ->
          find(
              ref,
              "ListUserPolicies",
              () ->
                  iam.listUserPoliciesPaginator(r -> r.userName(ref.id())).policyNames().stream()
                      .toList());
    };
  }

  private Optional<String> inlineText(ResourceRef ref, Holder holder, String name) {
    return switch (holder) {
      case ROLE ->
          find(
              ref,
              "GetRolePolicy",
              () -> iam.getRolePolicy(r -> r.roleName(ref.id()).policyName(name)).policyDocument());
      case USER ->
          find(
              ref,
              "GetUserPolicy",
              () -> iam.getUserPolicy(r -> r.userName(ref.id()).policyName(name)).policyDocument());
    };
  }

  private Optional<List<AccessKey>> accessKeys(ResourceRef ref) {
    return find(
        ref,
        "ListAccessKeys",
        () ->
            iam.listAccessKeysPaginator(r -> r.userName(ref.id())).accessKeyMetadata().stream()
                .map(key ->
                    new AccessKey(key.accessKeyId(), key.statusAsString(), made(key.createDate())))
                .toList());
  }

  // The answer is filtered again: services that are new to an endpoint may ignore the filter.
  private Optional<List<BedrockKey>> bedrockKeys(ResourceRef ref) {
    return find(
        ref,
        "ListServiceSpecificCredentials",
        () -> {
          List<ServiceSpecificCredentialMetadata> all = new ArrayList<>();
          String marker = null;
          do {
            String from = marker;
            var page =
                iam.listServiceSpecificCredentials(
                    r -> r.userName(ref.id()).serviceName(BEDROCK).marker(from));
            all.addAll(page.serviceSpecificCredentials());
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
          } while (marker != null);
          return all.stream()
              .filter(key -> BEDROCK.equals(key.serviceName()))
              .map(key ->
                  new BedrockKey(
                      key.serviceSpecificCredentialId(),
                      key.statusAsString(),
                      made(key.createDate()),
                      key.expirationDate()))
              .toList();
        });
  }

  // IAM always says when; the epoch stands for the oldest, so that a person is asked.
  private static Instant made(Instant created) {
    return Objects.requireNonNullElse(created, Instant.EPOCH);
  }

  private static <T> Optional<T> find(ResourceRef ref, String name, Supplier<T> call) {
    return AwsCall.find(ref, name, call, "NoSuchEntity");
  }

  @Override
  public void execute(ResourceRef ref, PrincipalChange change) {
    AwsCall.on(ref, change.call().event(), () -> send(ref.id(), change));
  }

  private Object send(String name, PrincipalChange change) {
    return switch (change) {
      case DetachPolicy(Holder holder, Attached policy) ->
          switch (holder) {
            case ROLE -> iam.detachRolePolicy(r -> r.roleName(name).policyArn(policy.arn()));
            case USER -> iam.detachUserPolicy(r -> r.userName(name).policyArn(policy.arn()));
          };
      case AttachPolicy(Holder holder, Attached policy) ->
          switch (holder) {
            case ROLE -> iam.attachRolePolicy(r -> r.roleName(name).policyArn(policy.arn()));
            case USER -> iam.attachUserPolicy(r -> r.userName(name).policyArn(policy.arn()));
          };
      case PutInlinePolicy put ->
          switch (put.holder()) {
            case ROLE ->
                iam.putRolePolicy(
                    r -> r.roleName(name).policyName(put.name()).policyDocument(put.after()));
            case USER ->
                iam.putUserPolicy(
                    r -> r.userName(name).policyName(put.name()).policyDocument(put.after()));
          };
      case DeleteInlinePolicy gone ->
          switch (gone.holder()) {
            case ROLE -> iam.deleteRolePolicy(r -> r.roleName(name).policyName(gone.name()));
            case USER -> iam.deleteUserPolicy(r -> r.userName(name).policyName(gone.name()));
          };
      case UpdateAssumeRolePolicy update ->
          iam.updateAssumeRolePolicy(r -> r.roleName(name).policyDocument(update.after()));
      case UpdateServiceSpecificCredential update ->
          iam.updateServiceSpecificCredential(r ->
              r.userName(name).serviceSpecificCredentialId(update.id()).status(update.after()));
      case UpdateAccessKey update ->
          iam.updateAccessKey(
              r -> r.userName(name).accessKeyId(update.id()).status(update.after()));
    };
  }

  @Override
  public Stream<ResourceRef> list() {
    if (!Iam.isHome(region)) {
      return Stream.of();
    }
    return Stream.concat(
        iam.listRolesPaginator().roles().stream()
            .filter(role -> !role.path().startsWith("/aws-"))
            .map(Role::roleName)
            .map(name -> Principal.ROLE.ref(account, region, name)),
        iam.listUsersPaginator().users().stream()
            .map(User::userName)
            .map(name -> Principal.USER.ref(account, region, name)));
  }
}
