package dev.palisade.core.plan;

import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rim between a resource type's values and AWS: reads states, executes changes. One per
 * resource type and session (account, region, role); the only place that builds SDK requests.
 *
 * <p>All methods throw {@link GatewayException} for faults; "not found" on read is a state whose
 * {@link ResourceState#exists} is false, never an exception.
 */
public interface Gateway<S extends ResourceState, C extends Change<S, C>> {

  /** Reads what the facets name, once for all controls, with as few calls as can prove it. */
  S read(ResourceRef ref, Set<Facet> facets);

  /**
   * Executes one change by exactly the call that {@link Change#call} names. Whole-object updates
   * read, merge and write; what the change does not name stays as it is.
   */
  void execute(ResourceRef ref, C change);

  /** All resources of this type in the session's account and region, lazily by pages. */
  Stream<ResourceRef> list();
}
