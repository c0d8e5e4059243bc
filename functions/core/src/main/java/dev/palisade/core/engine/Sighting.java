package dev.palisade.core.engine;

import dev.palisade.core.control.Control;
import dev.palisade.core.plan.Change;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import java.util.List;
import java.util.Map;

/**
 * A resource that an event names, with the controls that must look at it.
 *
 * @param facts validated facts of the event that the controls' triggers asked for
 * @param sweep whether it is looked at by a sweep, which also takes the baseline
 */
public record Sighting<S extends ResourceState, C extends Change<S, C>>(
    Reach<S, C> reach,
    ResourceRef ref,
    List<Control<S, C>> controls,
    Map<String, String> facts,
    boolean sweep) {

  public Sighting {
    controls = List.copyOf(controls);
    facts = Map.copyOf(facts);
  }

  /** The same sighting with other facts: those of the event that led to a case. */
  Sighting<S, C> with(Map<String, String> others) {
    return new Sighting<>(reach, ref, controls, others, sweep);
  }
}
