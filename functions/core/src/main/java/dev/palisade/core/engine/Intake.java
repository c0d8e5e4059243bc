package dev.palisade.core.engine;

import dev.palisade.core.control.Control;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Change;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Step 1, read: from an event to the resources it names and the controls that wait for it. */
public final class Intake {

  private final List<Reach<?, ?>> reaches;

  /** The intake of a domain. */
  public Intake(List<Reach<?, ?>> reaches) {
    this.reaches = List.copyOf(reaches);
  }

  /**
   * What an event names.
   *
   * @param sightings resources with their controls, none where nothing waits for the event
   * @param rejected names that can't be resources of the event's account and region, with the
   *     reason
   */
  public record Seen(List<Sighting<?, ?>> sightings, List<String> rejected) {}

  /** The resources that an event names. */
  public Seen of(Event event) {
    List<Sighting<?, ?>> sightings = new ArrayList<>();
    List<String> rejected = new ArrayList<>();
    reaches.forEach(reach -> collect(reach, event, sightings, rejected));
    return new Seen(sightings, rejected.stream().distinct().toList());
  }

  private static <S extends ResourceState, C extends Change<S, C>> void collect(
      Reach<S, C> reach, Event event, List<Sighting<?, ?>> sightings, List<String> rejected) {
    Map<ResourceRef, List<Control<S, C>>> controls = new LinkedHashMap<>();
    Map<ResourceRef, Map<String, String>> facts = new LinkedHashMap<>();
    for (Control<S, C> control : reach.kind().controls()) {
      for (Trigger trigger : control.spec().triggers()) {
        if (!trigger.matches(event)) {
          continue;
        }
        trigger
            .named(event)
            .forEach(named -> {
              try {
                ResourceRef ref = ref(named.type(), named.idOrArn(), event);
                List<Control<S, C>> looking =
                    controls.computeIfAbsent(ref, key -> new ArrayList<>());
                if (!looking.contains(control)) {
                  looking.add(control);
                }
                facts
                    .computeIfAbsent(ref, key -> new LinkedHashMap<>())
                    .putAll(trigger.factsOf(event));
              } catch (IllegalArgumentException e) {
                rejected.add(String.valueOf(e.getMessage()));
              }
            });
      }
    }
    controls.forEach((ref, looking) ->
        sightings.add(
            new Sighting<>(reach, ref, looking, facts.getOrDefault(ref, Map.of()), false)));
  }

  private static ResourceRef ref(ResourceType type, String idOrArn, Event event) {
    return Arn.looksLike(idOrArn)
        ? type.ref(event.account(), event.region(), Arn.parse(idOrArn))
        : type.ref(event.account(), event.region(), idOrArn);
  }

  /**
   * One resource with all controls that look at its kind by themselves, or with one.
   *
   * @param control a control's id, or empty for all that look by themselves
   * @throws IllegalArgumentException if no kind of this domain has the type, or it no such control
   */
  public Sighting<?, ?> named(ResourceRef ref, String control, boolean sweep) {
    return reaches.stream()
        .filter(reach -> reach.type(ref.type()).isPresent())
        .findFirst()
        .map(reach -> (Sighting<?, ?>) sighting(reach, ref, control, sweep))
        .orElseThrow(() -> new IllegalArgumentException("no control judges a " + ref.type()));
  }

  private static <S extends ResourceState, C extends Change<S, C>> Sighting<S, C> sighting(
      Reach<S, C> reach, ResourceRef ref, String control, boolean sweep) {
    List<Control<S, C>> controls =
        control.isEmpty()
            ? reach.kind().standing()
            : reach.kind().controls().stream()
                .filter(one -> one.spec().id().equals(control))
                .toList();
    if (controls.isEmpty()) {
      throw new IllegalArgumentException(control + " does not judge a " + ref.type());
    }
    return new Sighting<>(reach, ref, controls, Map.of(), sweep);
  }

  /** The kinds of this domain. */
  public List<Reach<?, ?>> reaches() {
    return reaches;
  }
}
