package dev.palisade.core.control;

import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceState;

/**
 * One rule: what must hold for a resource, how to see that it does not, and how to mend it.
 *
 * <p>Detect, apply, verify and undo are not methods here: detect is a plan that is not empty, apply
 * is the engine executing the plan's changes, verify is reading again and planning again, undo is
 * the inverse of what was really applied.
 *
 * @param <S> the state it judges
 * @param <C> the family of changes it plans
 */
public interface Control<S extends ResourceState, C extends Change<S, C>> {

  /** The control's metadata: the same value at every call. */
  ControlSpec spec();

  /**
   * The smallest ordered changes that mend the observed state. Pure: no I/O, clock, randomness or
   * environment; the same input in any order gives the same plan.
   *
   * @return a plan that holds when there is nothing to find
   */
  Plan<S, C> plan(S observed, Context<S> context);
}
