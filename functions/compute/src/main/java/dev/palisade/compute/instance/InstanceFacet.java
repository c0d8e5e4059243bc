package dev.palisade.compute.instance;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of an instance; one call reads them both. */
enum InstanceFacet implements Facet {
  /** Metadata options, type and instance profile. */
  METADATA,
  /** Tags. */
  TAGS;

  /** EC2's Describe calls know no resource-level permissions. */
  static final Call DESCRIBE = Call.of("ec2:DescribeInstances", "*");

  @Override
  public Set<Call> calls() {
    return Set.of(DESCRIBE);
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
