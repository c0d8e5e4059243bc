package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.control.Control;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Closes cases whose control holds by now, and finishes those whose changes were all made. */
final class Closing {

  private Closing() {}

  static <S extends ResourceState, C extends Change<S, C>> Optional<Case> close(
      Hub hub,
      Application application,
      Sighting<S, C> sighting,
      Judgement<S, C> judgement,
      Standing.OfControl place,
      Case open,
      Instant deadline) {
    if (!judgement.state().exists()) {
      return Optional.of(
          application.end(open, CaseState.GONE, "the resource is gone", place, null, null));
    }
    return switch (open.state()) {
      // Whoever holds the lease will see by himself that it holds.
      case APPLYING ->
          open.leasedAt(hub.now())
              ? Optional.empty()
              : Optional.of(finish(hub, application, sighting, judgement, place, open));
      case WAITING -> waiting(hub, application, sighting, judgement, place, open, deadline);
      default ->
          Optional.of(
              application.end(
                  open, CaseState.STALE, "holds again without Palisade", place, null, null));
    };
  }

  // The function stopped after its last call and before it could say so: what the ledger still
  // calls planned was done, or was not needed.
  private static <S extends ResourceState, C extends Change<S, C>> Case finish(
      Hub hub,
      Application application,
      Sighting<S, C> sighting,
      Judgement<S, C> judgement,
      Standing.OfControl place,
      Case open) {
    List<Step> steps = new ArrayList<>();
    for (Step step : open.steps()) {
      steps.add(
          step.progress() == Step.Progress.PLANNED ? step.at(Step.Progress.DONE, hub.now()) : step);
    }
    Case done = open.with(steps).withAfter(sighting.reach().codec().write(judgement.state()));
    return application.end(
        done,
        CaseState.VERIFIED,
        "found mended when it was taken over",
        place.mendedAt(hub.now(), Instant.EPOCH),
        null,
        null);
  }

  private static <S extends ResourceState, C extends Change<S, C>> Optional<Case> waiting(
      Hub hub,
      Application application,
      Sighting<S, C> sighting,
      Judgement<S, C> judgement,
      Standing.OfControl place,
      Case open,
      Instant deadline) {
    Finding<S, C> subject = subject(sighting, judgement, place, open);
    return Optional.of(new CaseFlow(hub).resume(subject, judgement.standing(), open, deadline));
  }

  /** A finding that stands for a case whose control may hold by now. */
  static <S extends ResourceState, C extends Change<S, C>> Finding<S, C> subject(
      Sighting<S, C> sighting, Judgement<S, C> judgement, Standing.OfControl place, Case item) {
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
        item.origin().facts());
  }
}
