package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.principal.Holder;
import dev.palisade.identity.principal.IamPrincipalGateway;
import dev.palisade.identity.principal.Principal;
import dev.palisade.identity.principal.Principal.Attached;
import dev.palisade.identity.principal.PrincipalChange;
import dev.palisade.identity.principal.PrincipalChange.AttachPolicy;
import dev.palisade.identity.principal.PrincipalChange.DeleteInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.DetachPolicy;
import dev.palisade.identity.principal.PrincipalChange.PutInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateAccessKey;
import dev.palisade.identity.principal.PrincipalChange.UpdateAssumeRolePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateServiceSpecificCredential;
import dev.palisade.identity.principal.PrincipalFacet;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** {@link IamPrincipalGateway} and each {@link PrincipalChange}, of roles and of users. */
abstract class PrincipalContract extends GatewayContract<Principal, PrincipalChange> {

  private static final String AWS_MANAGED = "arn:aws:iam::aws:policy/AdministratorAccess";

  private final IamClient iam;

  PrincipalContract(ContractAws aws) {
    // Without the Bedrock keys, which not every endpoint knows.
    super(
        aws,
        IamPrincipalGateway::new,
        EnumSet.complementOf(EnumSet.of(PrincipalFacet.BEDROCK_KEYS)));
    this.iam = aws.client(IamClient.builder());
  }

  @Override
  ResourceRef made() {
    return made(Holder.ROLE);
  }

  private ResourceRef made(Holder holder) {
    String name = ContractAws.unique("principal");
    Tag tag = Tag.builder().key("palisade:workload").value("contract").build();
    return switch (holder) {
      case ROLE -> {
        iam.createRole(b ->
            b.roleName(name).path("/a/b/").assumeRolePolicyDocument(trust("sagemaker")).tags(tag));
        yield Principal.ROLE.ref(ContractAws.MEMBER, ContractAws.REGION, name);
      }
      case USER -> {
        iam.createUser(b -> b.userName(name).path("/a/b/").tags(tag));
        yield Principal.USER.ref(ContractAws.MEMBER, ContractAws.REGION, name);
      }
    };
  }

  @Override
  ResourceRef absent() {
    return Principal.ROLE.ref(ContractAws.MEMBER, ContractAws.REGION, ContractAws.unique("absent"));
  }

  @Test
  void userThatIsNotThereDoesNotExist() {
    ResourceRef user =
        Principal.USER.ref(ContractAws.MEMBER, ContractAws.REGION, ContractAws.unique("absent"));
    assertThat(read(user).exists()).isFalse();
  }

  @Test
  void listNamesTheUser() {
    ResourceRef user = made(Holder.USER);
    assertThat(gateway.list()).contains(user);
  }

  @Test
  void newRoleIsReadAsItWasMade() {
    ResourceRef ref = made();
    Principal role = read(ref);
    assertThat(role.arn())
        .isEqualTo("arn:aws:iam::%s:role/a/b/%s".formatted(ContractAws.MEMBER, ref.id()));
    assertThat(role.trust()).isEqualTo(trust("sagemaker"));
    assertThat(role.attached()).isEmpty();
    assertThat(role.inline()).isEmpty();
    assertThat(role.tags()).isEqualTo(Map.of("palisade:workload", "contract"));
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void attachPolicy(Holder holder) {
    changesAndRestores(made(holder), new AttachPolicy(holder, new Attached(AWS_MANAGED, "")));
    changesAndRestores(made(holder), new AttachPolicy(holder, managed()));
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void detachPolicy(Holder holder) {
    ResourceRef ref = made(holder);
    Attached policy = managed();
    switch (holder) {
      case ROLE -> iam.attachRolePolicy(b -> b.roleName(ref.id()).policyArn(policy.arn()));
      case USER -> iam.attachUserPolicy(b -> b.userName(ref.id()).policyArn(policy.arn()));
    }
    changesAndRestores(ref, new DetachPolicy(holder, policy));
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void putInlinePolicy(Holder holder) {
    ResourceRef ref = made(holder);
    changesAndRestores(ref, new PutInlinePolicy(holder, "in.line", "", rights("s3:GetObject")));
    inline(holder, ref);
    changesAndRestores(
        ref, new PutInlinePolicy(holder, "in.line", rights("s3:*"), rights("s3:GetObject")));
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void deleteInlinePolicy(Holder holder) {
    ResourceRef ref = made(holder);
    inline(holder, ref);
    changesAndRestores(ref, new DeleteInlinePolicy(holder, "in.line", rights("s3:*")));
  }

  @Test
  void updateAssumeRolePolicy() {
    changesAndRestores(made(), new UpdateAssumeRolePolicy(trust("sagemaker"), trust("bedrock")));
  }

  @Test
  void updateAccessKey() {
    ResourceRef ref = made(Holder.USER);
    String id = iam.createAccessKey(b -> b.userName(ref.id())).accessKey().accessKeyId();
    changesAndRestores(ref, new UpdateAccessKey(id, "Active", "Inactive"));
  }

  @Test
  @Needs(Needs.SERVICE_SPECIFIC_CREDENTIALS)
  void updateServiceSpecificCredential() {
    ResourceRef ref = made(Holder.USER);
    String id =
        iam.createServiceSpecificCredential(
                b -> b.userName(ref.id()).serviceName("bedrock.amazonaws.com"))
            .serviceSpecificCredential()
            .serviceSpecificCredentialId();
    Set<PrincipalFacet> keys = Set.of(PrincipalFacet.BEDROCK_KEYS);
    assertThat(Objects.requireNonNull(gateway.read(ref, Set.copyOf(keys)).bedrockKeys()))
        .extracting(Principal.BedrockKey::id)
        .containsExactly(id);
    changesAndRestores(ref, keys, new UpdateServiceSpecificCredential(id, "Active", "Inactive"));
  }

  private void inline(Holder holder, ResourceRef ref) {
    switch (holder) {
      case ROLE ->
          iam.putRolePolicy(
              b -> b.roleName(ref.id()).policyName("in.line").policyDocument(rights("s3:*")));
      case USER ->
          iam.putUserPolicy(
              b -> b.userName(ref.id()).policyName("in.line").policyDocument(rights("s3:*")));
    }
  }

  private Attached managed() {
    String text = rights("s3:ListBucket");
    return new Attached(
        iam.createPolicy(b -> b.policyName(ContractAws.unique("policy")).policyDocument(text))
            .policy()
            .arn(),
        text);
  }

  private static String rights(String action) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*"}]}\
    """
        .formatted(action);
  }

  private static String trust(String service) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
    "Principal":{"Service":"%s.amazonaws.com"}}]}\
    """
        .formatted(service);
  }
}
