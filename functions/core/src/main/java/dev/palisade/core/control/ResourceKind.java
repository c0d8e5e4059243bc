package dev.palisade.core.control;

import dev.palisade.core.plan.Change;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Palisade knows about a kind of resource: its types, its state, its changes, how it is
 * listed, and the controls that judge it.
 *
 * @param types usually one; several where one state stands for all of them (roles and users)
 * @param state the state record (or sealed family)
 * @param change the sealed family of changes
 * @param tagsFacet the facet that reads tags; read only when scope or criticality matters
 * @param baselineFacets what a baseline keeps
 * @param listCalls the calls that {@code Gateway.list} makes
 * @param controls sorted by id
 */
public record ResourceKind<S extends ResourceState, C extends Change<S, C>>(
    List<ResourceType> types,
    Class<S> state,
    Class<C> change,
    Facet tagsFacet,
    Set<Facet> baselineFacets,
    Set<Call> listCalls,
    List<Control<S, C>> controls) {

  public ResourceKind {
    types = List.copyOf(types);
    baselineFacets = Set.copyOf(baselineFacets);
    listCalls = Set.copyOf(listCalls);
    controls = List.copyOf(controls);
  }

  /** The controls that look by themselves: all but those on demand. */
  public List<Control<S, C>> standing() {
    return controls.stream().filter(control -> !control.spec().onDemand()).toList();
  }

  /** The control that quarantines such a resource, if there is one. */
  public Optional<Control<S, C>> quarantine() {
    return controls.stream().filter(control -> control.spec().onDemand()).findFirst();
  }
}
