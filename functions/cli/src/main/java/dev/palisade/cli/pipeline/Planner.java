package dev.palisade.cli.pipeline;

import dev.palisade.cli.pipeline.Workplace.Area;
import dev.palisade.cli.pipeline.Workplace.Located;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.engine.Access;
import dev.palisade.core.engine.Decider;
import dev.palisade.core.engine.Intake;
import dev.palisade.core.engine.Judge;
import dev.palisade.core.engine.Sighting;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Change;
import dev.palisade.core.policy.People;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Works out what would be done about a resource or an event, and what policy would say of it. */
public final class Planner {

  private final Workplace place;
  private final InstantSource clock;

  /** A planner of a place. */
  public Planner(Workplace place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  /**
   * The plans for a resource; none where all controls hold.
   *
   * @param control a control's id, or empty for all of the resource's kind
   * @throws IllegalArgumentException if no control judges the resource, or not this one
   */
  public List<PlanRow> plan(Located located, String control) {
    Sighting<?, ?> sighting =
        new Intake(located.domain().reaches()).named(located.ref(), control, false);
    return plans(sighting, byCaller());
  }

  /**
   * The plans for the resources that an event names.
   *
   * @throws IllegalArgumentException if the event is of another account, or no control waits for it
   */
  public List<PlanRow> plan(Event event) {
    if (!event.account().equals(place.account())) {
      throw new IllegalArgumentException(
          "the event is of account "
              + event.account()
              + ", the credentials reach "
              + place.account()
              + "; use --account or --profile");
    }
    List<PlanRow> rows = new ArrayList<>();
    int sightings = 0;
    for (Area area : place.domains()) {
      Intake.Seen seen = new Intake(area.reaches()).of(event);
      sightings += seen.sightings().size();
      for (Sighting<?, ?> sighting : seen.sightings()) {
        rows.addAll(plans(sighting, byActor(event)));
      }
    }
    if (sightings == 0) {
      throw new IllegalArgumentException("no control waits for this event");
    }
    return rows;
  }

  private <S extends ResourceState, C extends Change<S, C>> List<PlanRow> plans(
      Sighting<S, C> sighting, Origin origin) {
    Instant now = clock.instant();
    List<Exemption> exemptions = place.exemptions().get();
    return Judge.judge(
            sighting,
            sighting.reach().gateways().open(sighting.ref(), Access.REMEDIATE),
            place.standing().apply(sighting.ref()),
            place.policy(),
            now)
        .findings()
        .stream()
        .map(finding ->
            PlanRow.of(finding, Decider.decide(finding, origin, place.policy(), exemptions, now)))
        .toList();
  }

  private Origin byCaller() {
    return new Origin(
        "by-hand",
        "palisade.request",
        "plan",
        Actor.UNKNOWN,
        place.caller(),
        Map.of(),
        clock.instant());
  }

  private Origin byActor(Event event) {
    Actor actor = Actor.of(event);
    return new Origin(
        event.happening(),
        event.source(),
        event.detailType(),
        actor,
        new People(place.policy().people()).behind(actor),
        Map.of(),
        event.time());
  }
}
