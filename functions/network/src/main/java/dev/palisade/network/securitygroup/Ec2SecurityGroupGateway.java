package dev.palisade.network.securitygroup;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.network.securitygroup.SecurityGroupChange.AuthorizeIngress;
import dev.palisade.network.securitygroup.SecurityGroupChange.RevokeIngress;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Reads and changes security groups through EC2. */
public final class Ec2SecurityGroupGateway implements Gateway<SecurityGroup, SecurityGroupChange> {

  private static final String[] ABSENT = {"InvalidGroup.NotFound", "InvalidGroupId.Malformed"};

  private final AwsSession session;
  private final Ec2Client ec2;

  /** A gateway for one account and region. */
  public Ec2SecurityGroupGateway(AwsSession session) {
    this.session = session;
    this.ec2 = session.client(Ec2Client.builder());
  }

  @Override
  public SecurityGroup read(ResourceRef ref, Set<Facet> facets) {
    @Nullable List<Ingress> ingress = null;
    boolean proved = false;
    if (facets.contains(SecurityGroupFacet.RULES)) {
      List<SecurityGroupRule> rules = rules(ref);
      ingress = rules.stream().filter(rule -> !rule.isEgress()).map(this::ingress).toList();
      proved = !rules.isEmpty();
    }
    // The rules of a group that is gone are an empty answer, not an error: only where no rule
    // proves the group is the group itself asked for.
    if (proved && !facets.contains(SecurityGroupFacet.TAGS)) {
      return new SecurityGroup(true, null, null, ingress, Map.of());
    }
    Optional<software.amazon.awssdk.services.ec2.model.SecurityGroup> group = group(ref);
    if (group.isEmpty()) {
      return SecurityGroup.ABSENT;
    }
    if (!facets.contains(SecurityGroupFacet.TAGS)) {
      return new SecurityGroup(true, null, null, ingress, Map.of());
    }
    return new SecurityGroup(
        true, group.get().groupName(), group.get().vpcId(), ingress, tags(group.get().tags()));
  }

  private List<SecurityGroupRule> rules(ResourceRef ref) {
    return AwsCall.find(
            ref,
            "DescribeSecurityGroupRules",
            () ->
                ec2
                    .describeSecurityGroupRulesPaginator(request ->
                        request.filters(Filter.builder().name("group-id").values(ref.id()).build()))
                    .securityGroupRules()
                    .stream()
                    .toList(),
            ABSENT)
        .orElse(List.of());
  }

  private Optional<software.amazon.awssdk.services.ec2.model.SecurityGroup> group(ResourceRef ref) {
    return AwsCall.find(
            ref,
            "DescribeSecurityGroups",
            () -> ec2.describeSecurityGroups(request -> request.groupIds(ref.id())),
            ABSENT)
        .map(DescribeSecurityGroupsResponse::securityGroups)
        .flatMap(groups -> groups.stream().findFirst());
  }

  private Ingress ingress(SecurityGroupRule rule) {
    @Nullable ReferencedSecurityGroup other = rule.referencedGroupInfo();
    return new Ingress(
        rule.securityGroupRuleId(),
        rule.ipProtocol(),
        rule.fromPort() == null ? -1 : rule.fromPort(),
        rule.toPort() == null ? -1 : rule.toPort(),
        rule.cidrIpv4(),
        rule.cidrIpv6(),
        rule.prefixListId(),
        other == null ? null : other.groupId(),
        other == null ? null : other.userId(),
        other == null ? null : other.vpcPeeringConnectionId(),
        rule.description(),
        tags(rule.tags()));
  }

  private static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  @Override
  public void execute(ResourceRef ref, SecurityGroupChange change) {
    switch (change) {
      case RevokeIngress revoke ->
          AwsCall.find(
              ref,
              "RevokeSecurityGroupIngress",
              () ->
                  ec2.revokeSecurityGroupIngress(request ->
                      request.groupId(ref.id()).securityGroupRuleIds(revoke.rule().id())),
              // Somebody else took the rule away first: what was wanted is so.
              "InvalidSecurityGroupRuleId.NotFound",
              "InvalidPermission.NotFound");
      case AuthorizeIngress authorize ->
          AwsCall.find(
              ref,
              "AuthorizeSecurityGroupIngress",
              () ->
                  ec2.authorizeSecurityGroupIngress(request ->
                      request
                          .groupId(ref.id())
                          .ipPermissions(permission(authorize.rule()))
                          .tagSpecifications(tagsOf(authorize.rule()))),
              // Somebody else put the same rule back first.
              "InvalidPermission.Duplicate");
    }
  }

  private static IpPermission permission(Ingress rule) {
    IpPermission.Builder permission = IpPermission.builder().ipProtocol(rule.protocol());
    if (!rule.protocol().equals("-1")) {
      permission.fromPort(rule.fromPort()).toPort(rule.toPort());
    }
    if (rule.cidrIpv4() != null) {
      permission.ipRanges(
          IpRange.builder().cidrIp(rule.cidrIpv4()).description(rule.description()).build());
    } else if (rule.cidrIpv6() != null) {
      permission.ipv6Ranges(
          Ipv6Range.builder().cidrIpv6(rule.cidrIpv6()).description(rule.description()).build());
    } else if (rule.prefixListId() != null) {
      permission.prefixListIds(
          PrefixListId.builder()
              .prefixListId(rule.prefixListId())
              .description(rule.description())
              .build());
    } else {
      permission.userIdGroupPairs(
          UserIdGroupPair.builder()
              .groupId(rule.sourceGroup())
              .userId(rule.sourceOwner())
              .vpcPeeringConnectionId(rule.sourceConnection())
              .description(rule.description())
              .build());
    }
    return permission.build();
  }

  private static List<TagSpecification> tagsOf(Ingress rule) {
    if (rule.tags().isEmpty()) {
      return List.of();
    }
    List<Tag> tags =
        rule.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return List.of(
        TagSpecification.builder()
            .resourceType(ResourceType.SECURITY_GROUP_RULE)
            .tags(tags)
            .build());
  }

  @Override
  public Stream<ResourceRef> list() {
    return ec2.describeSecurityGroupsPaginator().securityGroups().stream()
        .map(
            group -> SecurityGroups.TYPE.ref(session.account(), session.region(), group.groupId()));
  }
}
