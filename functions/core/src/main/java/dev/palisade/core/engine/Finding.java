package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.scope.AiScope;
import java.util.Map;

/**
 * A control that does not hold for a resource, with the live state that shows it.
 *
 * @param reach how the resource is reached
 * @param ref the resource
 * @param control the control
 * @param state the state that was read
 * @param plan what would mend it
 * @param standing where the control stood with the resource
 * @param scope whether and why it concerns an AI workload
 * @param tags the resource's tags
 * @param facts facts of the event, kept for judging again
 * @param tagSetters who set the tags that exempt by policy, as far as it was seen
 */
public record Finding<S extends ResourceState, C extends Change<S, C>>(
    Reach<S, C> reach,
    ResourceRef ref,
    Control<S, C> control,
    S state,
    Plan<S, C> plan,
    Standing.OfControl standing,
    AiScope scope,
    Map<String, String> tags,
    Map<String, String> facts,
    Map<String, TagSetter> tagSetters) {

  public Finding {
    tags = Map.copyOf(tags);
    facts = Map.copyOf(facts);
    tagSetters = Map.copyOf(tagSetters);
  }

  /** The control's metadata. */
  public ControlSpec spec() {
    return control.spec();
  }

  /** The same finding with another standing. */
  Finding<S, C> at(Standing.OfControl other) {
    return new Finding<>(reach, ref, control, state, plan, other, scope, tags, facts, tagSetters);
  }

  /** A finding that stands for a case whose control may hold by now. */
  static <S extends ResourceState, C extends Change<S, C>> Finding<S, C> of(
      Case item, Sighting<S, C> sighting, Judgement<S, C> judgement, Standing.OfControl place) {
    Control<S, C> control =
        sighting.controls().stream()
            .filter(one -> one.spec().id().equals(item.control()))
            .findFirst()
            .orElseThrow();
    Plan<S, C> none = Plan.<S, C>holds();
    return new Finding<>(
        sighting.reach(),
        sighting.ref(),
        control,
        judgement.state(),
        none,
        place,
        item.scope(),
        judgement.state().tags(),
        item.origin().facts(),
        judgement.standing().tagSetters());
  }
}
