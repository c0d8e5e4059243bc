package dev.palisade.e2e;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * An AI workload's security group, open on a port that may be meant for the public, about which
 * Palisade therefore asks.
 *
 * @param clients of the local AWS
 * @param id the group's
 */
record OpenGroup(Clients clients, String id) {

  static final String CONTROL = "EC2.OpenPorts";

  static OpenGroup made(Clients clients, String name) {
    Ec2Client ec2 = clients.root(LocalSystem.OTHER, Ec2Client.builder());
    String vpc = ec2.createVpc(b -> b.cidrBlock("10.78.0.0/16")).vpc().vpcId();
    String id =
        ec2.createSecurityGroup(b ->
                b.groupName(name)
                    .description("e2e")
                    .vpcId(vpc)
                    .tagSpecifications(t ->
                        t.resourceType(ResourceType.SECURITY_GROUP)
                            .tags(Tag.builder().key("palisade:workload").value("e2e").build())))
            .groupId();
    return new OpenGroup(clients, id);
  }

  String arn() {
    return "arn:aws:ec2:%s:%s:security-group/%s"
        .formatted(LocalSystem.REGION, LocalSystem.OTHER, id);
  }

  /** Somebody opens a port to everybody. */
  OpenGroup opened(AwsCredentials by, int port) {
    clients
        .as(by, Ec2Client.builder())
        .authorizeSecurityGroupIngress(b ->
            b.groupId(id)
                .ipPermissions(
                    IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                        .build()));
    return this;
  }

  /** The ports that are open to everybody. */
  List<Integer> ports() {
    Filter ofGroup = Filter.builder().name("group-id").values(id).build();
    return clients
        .root(LocalSystem.OTHER, Ec2Client.builder())
        .describeSecurityGroupRules(b -> b.filters(ofGroup))
        .securityGroupRules()
        .stream()
        .filter(rule -> !rule.isEgress() && "0.0.0.0/0".equals(rule.cidrIpv4()))
        .map(SecurityGroupRule::fromPort)
        .sorted()
        .toList();
  }
}
