package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.managedpolicy.IamPolicyGateway;
import dev.palisade.identity.managedpolicy.ManagedPolicy;
import dev.palisade.identity.managedpolicy.ManagedPolicy.Version;
import dev.palisade.identity.managedpolicy.PolicyChange;
import dev.palisade.identity.managedpolicy.PolicyChange.SetDefaultPolicyVersion;
import dev.palisade.identity.managedpolicy.PolicyFacet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** {@link IamPolicyGateway} and each {@link PolicyChange}. */
abstract class PolicyContract extends GatewayContract<ManagedPolicy, PolicyChange> {

  private static final Version FIRST = new Version("v1", rights("s3:GetObject"));
  private static final Version SECOND = new Version("v2", rights("*"));

  private final IamClient iam;

  PolicyContract(ContractAws aws) {
    super(aws, IamPolicyGateway::new, Set.of(PolicyFacet.values()));
    this.iam = aws.client(IamClient.builder());
  }

  @Override
  ResourceRef made() {
    Tag own = Tag.builder().key("own").value("policy").build();
    String arn =
        iam.createPolicy(b ->
                b.policyName(ContractAws.unique("policy"))
                    .path("/a/b/")
                    .policyDocument(FIRST.document())
                    .tags(own))
            .policy()
            .arn();
    iam.createPolicyVersion(
        b -> b.policyArn(arn).policyDocument(SECOND.document()).setAsDefault(true));
    String user = ContractAws.unique("holder");
    iam.createUser(b -> b.userName(user).tags(Tag.builder().key("holder").value("user").build()));
    iam.attachUserPolicy(b -> b.userName(user).policyArn(arn));
    return ManagedPolicy.TYPE.ref(ContractAws.MEMBER, ContractAws.REGION, Arn.parse(arn));
  }

  @Override
  ResourceRef absent() {
    return ManagedPolicy.TYPE.ref(
        ContractAws.MEMBER, ContractAws.REGION, ContractAws.unique("absent"));
  }

  @Test
  void policyIsReadWithItsVersionsAndItsHoldersTags() {
    ManagedPolicy policy = read(made());
    assertThat(policy.defaultVersion()).isEqualTo("v2");
    assertThat(policy.versions()).containsExactly(FIRST, SECOND);
    assertThat(policy.attachments()).isEqualTo(1);
    assertThat(policy.tags()).isEqualTo(Map.of("own", "policy", "holder", "user"));
  }

  @Test
  void setDefaultPolicyVersion() {
    changesAndRestores(made(), new SetDefaultPolicyVersion(SECOND, FIRST));
  }

  private static String rights(String action) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*"}]}\
    """
        .formatted(action);
  }
}
