package dev.palisade.network.securitygroup;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a security group that are read by calls of their own. */
enum SecurityGroupFacet implements Facet {
  /** The ingress rules; the group itself is asked for only where it has no rule at all. */
  RULES(SecurityGroupFacet.DESCRIBE_RULES, SecurityGroupFacet.DESCRIBE_GROUPS),
  /** Name, VPC and tags. */
  TAGS(SecurityGroupFacet.DESCRIBE_GROUPS);

  // EC2's Describe calls know no resource-level permissions:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
  private static final String DESCRIBE_RULES = "ec2:DescribeSecurityGroupRules";
  private static final String DESCRIBE_GROUPS = "ec2:DescribeSecurityGroups";

  private final Set<Call> calls;

  SecurityGroupFacet(String... actions) {
    this.calls =
        Arrays.stream(actions)
            .map(action -> Call.of(action, "*"))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
