package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.network.securitygroup.Ec2SecurityGroupGateway;
import dev.palisade.network.securitygroup.Ingress;
import dev.palisade.network.securitygroup.SecurityGroup;
import dev.palisade.network.securitygroup.SecurityGroupChange;
import dev.palisade.network.securitygroup.SecurityGroupChange.RevokeIngress;
import dev.palisade.network.securitygroup.SecurityGroups;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * {@link Ec2SecurityGroupGateway} and each {@link SecurityGroupChange}: authorizing is only ever
 * the inverse of revoking.
 */
abstract class SecurityGroupContract extends GatewayContract<SecurityGroup, SecurityGroupChange> {

  private final Ec2Client ec2;

  SecurityGroupContract(ContractAws aws) {
    super(aws, Ec2SecurityGroupGateway::new, facets());
    this.ec2 = aws.client(Ec2Client.builder());
  }

  private static Set<Facet> facets() {
    Set<Facet> all = new HashSet<>(SecurityGroups.KIND.baselineFacets());
    all.add(SecurityGroups.KIND.tagsFacet());
    return all;
  }

  @Override
  ResourceRef made() {
    String vpc = ec2.createVpc(b -> b.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String id = group(vpc);
    String source = group(vpc);
    authorize(id, tcp(22).ipRanges(r -> r.cidrIp("0.0.0.0/0").description("a description")));
    authorize(id, tcp(8888).ipv6Ranges(r -> r.cidrIpv6("::/0")));
    authorize(id, tcp(443).userIdGroupPairs(p -> p.groupId(source).userId(ContractAws.MEMBER)));
    authorize(id, IpPermission.builder().ipProtocol("-1").ipRanges(r -> r.cidrIp("10.0.0.0/8")));
    return SecurityGroups.TYPE.ref(ContractAws.MEMBER, ContractAws.REGION, id);
  }

  private String group(String vpc) {
    return ec2.createSecurityGroup(b ->
            b.groupName(ContractAws.unique("group"))
                .description("contract")
                .vpcId(vpc)
                .tagSpecifications(tags(ResourceType.SECURITY_GROUP)))
        .groupId();
  }

  private void authorize(String id, IpPermission.Builder rule) {
    ec2.authorizeSecurityGroupIngress(b ->
        b.groupId(id)
            .ipPermissions(rule.build())
            .tagSpecifications(tags(ResourceType.SECURITY_GROUP_RULE)));
  }

  private static IpPermission.Builder tcp(int port) {
    return IpPermission.builder().ipProtocol("tcp").fromPort(port).toPort(port);
  }

  private static TagSpecification tags(ResourceType type) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(Tag.builder().key("palisade:workload").value("contract").build())
        .build();
  }

  @Override
  ResourceRef absent() {
    return SecurityGroups.TYPE.ref(ContractAws.MEMBER, ContractAws.REGION, "sg-0123456789abcdef0");
  }

  /** AWS gives a rule that comes back another id. */
  @Override
  Object comparable(SecurityGroup state) {
    return List.of(
        state.exists(),
        String.valueOf(state.name()),
        String.valueOf(state.vpcId()),
        rules(state).stream().map(rule -> rule.withId("")).collect(Collectors.toSet()),
        state.tags());
  }

  @Test
  void groupIsReadWithItsRules() {
    SecurityGroup group = read(made());
    assertThat(group.tags()).isEqualTo(Map.of("palisade:workload", "contract"));
    assertThat(rules(group)).hasSize(4).allMatch(rule -> rule.id().startsWith("sgr-"));
    assertThat(rules(group))
        .anySatisfy(rule -> {
          assertThat(rule.cidrIpv4()).isEqualTo("0.0.0.0/0");
          assertThat(rule.description()).isEqualTo("a description");
          assertThat(rule.fromPort()).isEqualTo(22);
          assertThat(rule.tags()).isEqualTo(Map.of("palisade:workload", "contract"));
        });
  }

  @Test
  void revokeIngressOfIpv4() {
    revoked("0.0.0.0/0");
  }

  @Test
  void revokeIngressOfAllTraffic() {
    revoked("10.0.0.0/8");
  }

  private void revoked(String cidr) {
    ResourceRef ref = made();
    changesAndRestores(ref, new RevokeIngress(rule(ref, cidr), true));
  }

  @Test
  void revokeIngressOfIpv6() {
    ResourceRef ref = made();
    Ingress rule =
        rules(read(ref)).stream().filter(one -> one.cidrIpv6() != null).findFirst().orElseThrow();
    changesAndRestores(ref, new RevokeIngress(rule, false));
  }

  @Test
  void revokeIngressOfAnotherGroup() {
    ResourceRef ref = made();
    Ingress rule =
        rules(read(ref)).stream()
            .filter(one -> one.sourceGroup() != null)
            .findFirst()
            .orElseThrow();
    changesAndRestores(ref, new RevokeIngress(rule, false));
  }

  @Test
  void ruleThatIsGoneIsAsGoodAsRevoked() {
    ResourceRef ref = made();
    RevokeIngress change = new RevokeIngress(rule(ref, "0.0.0.0/0"), false);
    gateway.execute(ref, change);
    gateway.execute(ref, change);
    assertThat(rules(read(ref))).hasSize(3);
  }

  private Ingress rule(ResourceRef ref, String cidr) {
    return rules(read(ref)).stream()
        .filter(one -> cidr.equals(one.cidrIpv4()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Ingress> rules(SecurityGroup group) {
    return Objects.requireNonNull(group.ingress());
  }
}
