package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Undo: the inverses of what was really applied, last first, through the restore role, with a hold
 * so that the undo's own event does not mend it again.
 */
final class Undoing {

  private final Hub hub;

  Undoing(Hub hub) {
    this.hub = hub;
  }

  /**
   * Undoes a case, or writes into its trail why not.
   *
   * @param by the person who asked
   * @param force whether to go on although the resource has changed since
   * @param hold whether the finding may then stand for a while
   */
  <S extends ResourceState, C extends Change<S, C>> Case undo(
      Finding<S, C> subject, Case item, String by, boolean force, boolean hold, Instant deadline) {
    String objection = objection(item);
    if (!objection.isEmpty()) {
      return refused(subject, item, objection, by);
    }
    Gateway<S, C> gateway = subject.reach().gateways().open(subject.ref(), Access.RESTORE);
    S now = gateway.read(subject.ref(), subject.spec().reads());
    JsonNode state = subject.reach().codec().write(now);
    if (!now.exists()) {
      return refused(subject, item, "the resource is gone", by);
    }
    if (!force && !partlyUndone(item) && !state.equals(item.after())) {
      return refused(subject, item, "the resource has changed since it was mended: " + state, by);
    }
    return run(subject, item, by, hold, deadline, gateway);
  }

  private static String objection(Case item) {
    if (!item.state().next().contains(CaseState.UNDONE)) {
      return "a case in state " + item.state() + " has nothing to undo";
    }
    List<Step> done = done(item);
    if (done.isEmpty()) {
      return "nothing was changed";
    }
    return done.stream().allMatch(Step::reversible) ? "" : "a change can't be undone";
  }

  private static List<Step> done(Case item) {
    return item.steps().stream().filter(s -> s.progress() == Step.Progress.DONE).toList();
  }

  private static boolean partlyUndone(Case item) {
    return item.steps().stream().anyMatch(s -> s.progress() == Step.Progress.UNDONE);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case run(
      Finding<S, C> subject,
      Case item,
      String by,
      boolean hold,
      Instant deadline,
      Gateway<S, C> gateway) {
    Case current = item.to(item.state(), "undo began", by, hub.now()).leased(deadline);
    Standing.OfControl place = subject.standing().with(current);
    if (hold) {
      place = place.heldBy(new Standing.Hold(holdUntil(), by, "undone " + item.id()));
    }
    Admission admission =
        hub.store()
            .begin(new Write(current, place, null, null), hub.policy().get().limits(), hub.now());
    if (admission != Admission.ADMITTED) {
      return refused(subject, item, admission.why(), by);
    }
    place = place.written();
    for (int i = current.steps().size() - 1; i >= 0; i--) {
      Step step = current.steps().get(i);
      if (step.progress() != Step.Progress.DONE) {
        continue;
      }
      C change = subject.reach().codec().readChange(step.change());
      try {
        subject.reach().execute(subject.ref(), change.inverse().orElseThrow(), Access.RESTORE);
      } catch (GatewayException e) {
        return stopped(current, place, e, by);
      }
      current =
          current.progressed(
              Application.replaced(current.steps(), i, Step.Progress.UNDONE, hub.now()), hub.now());
      place = place.with(current);
      hub.store().save(new Write(current, place, null, null));
      place = place.written();
    }
    JsonNode after =
        subject.reach().codec().write(gateway.read(subject.ref(), subject.spec().reads()));
    return record(
        current.withAfter(after).to(CaseState.UNDONE, "put back what was before", by, hub.now()),
        place);
  }

  private Instant holdUntil() {
    return hub.now().plus(Duration.ofMinutes(hub.policy().get().limits().holdMinutes()));
  }

  private Case stopped(Case current, Standing.OfControl place, GatewayException fault, String by) {
    return record(
        current.to(current.state(), "undo stopped: " + fault.getMessage(), by, hub.now()), place);
  }

  private Case refused(Finding<?, ?> subject, Case item, String why, String by) {
    if (!item.state().next().contains(item.state())) {
      // Ended for good; there is no stage to write, so the refusal goes out as a notice only.
      hub.notices().alarm("Undo of " + item.id() + " refused", why);
      return item;
    }
    return record(item.to(item.state(), "undo refused: " + why, by, hub.now()), subject.standing());
  }

  private Case record(Case stage, Standing.OfControl place) {
    Case free = stage.leased(null);
    hub.store().save(new Write(free, place.with(free), null, null));
    hub.audit().append(free);
    hub.notices().tell(free);
    return free;
  }
}
