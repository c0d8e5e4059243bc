package dev.palisade.network.securitygroup;

import dev.palisade.core.resource.ResourceState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A security group as far as it was read. Egress is left out: nothing here judges or changes it.
 *
 * @param exists false when the group is gone
 * @param name null where not read
 * @param vpcId null where not read
 * @param ingress all ingress rules in the order of {@link Ingress#ORDER}, or null where not read
 * @param tags of the group; empty where not read
 */
public record SecurityGroup(
    boolean exists,
    @Nullable String name,
    @Nullable String vpcId,
    @Nullable List<Ingress> ingress,
    Map<String, String> tags)
    implements ResourceState {

  /** A group that is not there. */
  static final SecurityGroup ABSENT = new SecurityGroup(false, null, null, null, Map.of());

  public SecurityGroup {
    ingress = ingress == null ? null : ingress.stream().sorted(Ingress.ORDER).toList();
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** The same group with other ingress rules. */
  SecurityGroup withIngress(List<Ingress> rules) {
    return new SecurityGroup(exists, name, vpcId, rules, tags);
  }

  /** The ingress rules, none where they were not read. */
  List<Ingress> rules() {
    return ingress == null ? List.of() : ingress;
  }
}
