package dev.palisade.network.securitygroup;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** What Palisade knows about security groups. */
public final class SecurityGroups {

  /** Security groups; their ids start with {@code sg-}. */
  public static final ResourceType TYPE =
      ResourceType.of(
          "AWS::EC2::SecurityGroup", "arn:{partition}:ec2:{region}:{account}:security-group/{id}");

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<SecurityGroup, SecurityGroupChange> KIND =
      new ResourceKind<>(
          List.of(TYPE),
          SecurityGroup.class,
          SecurityGroupChange.class,
          SecurityGroupFacet.TAGS,
          Set.of(SecurityGroupFacet.RULES),
          Set.of(Call.of("ec2:DescribeSecurityGroups", "*")),
          List.of(new OpenPorts()));

  private SecurityGroups() {}
}
