package dev.palisade.compute.instance;

import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** What Palisade knows about EC2 instances. */
public final class Instances {

  /** EC2 instances; their ids start with {@code i-}. */
  public static final ResourceType TYPE =
      ResourceType.of("AWS::EC2::Instance", "arn:{partition}:ec2:{region}:{account}:instance/{id}");

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<Instance, InstanceChange> KIND =
      new ResourceKind<>(
          List.of(TYPE),
          Instance.class,
          InstanceChange.class,
          InstanceFacet.TAGS,
          Set.of(InstanceFacet.METADATA),
          Set.of(InstanceFacet.DESCRIBE),
          List.of(new Imdsv1()));

  private Instances() {}
}
