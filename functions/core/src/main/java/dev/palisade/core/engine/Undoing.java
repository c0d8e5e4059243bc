package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Undo: the inverses of what was really applied, last first, through the restore role, with a hold
 * so that the undo's own event does not mend it again.
 */
final class Undoing {

  private static final String BEGAN = "undo began";
  private static final int MOST_LOOKS = 90;

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
    if (item.state() == CaseState.UNDONE) {
      return item;
    }
    if (item.leasedAt(hub.now())) {
      throw new RetryLaterException("case " + item.id() + " is being worked on");
    }
    String objection = objection(item);
    if (!objection.isEmpty()) {
      return refused(subject, item, objection, by);
    }
    Gateway<S, C> gateway = subject.reach().gateways().open(subject.ref(), Access.RESTORE);
    S now = read(subject, gateway);
    JsonNode state = subject.reach().codec().write(now);
    if (!now.exists()) {
      return refused(subject, item, "the resource is gone", by);
    }
    if (interrupted(item) && !now.settled()) {
      return parked(item, subject.standing(), by);
    }
    String changed = changedSince(subject, item, state);
    if (!force && !interrupted(item) && !changed.isEmpty()) {
      return refused(subject, item, "what was mended has changed since: " + changed, by);
    }
    return run(subject, item, by, hold, deadline, gateway);
  }

  /** Goes on with an undo that waits for AWS, for the person who asked for it. */
  <S extends ResourceState, C extends Change<S, C>> Case goOn(
      Finding<S, C> subject, Case item, Instant deadline) {
    return interrupted(item) && item.state() != CaseState.UNDONE
        ? undo(subject, item, asker(item), false, true, deadline)
        : item;
  }

  private static String asker(Case item) {
    return item.trail().reversed().stream()
        .filter(entry -> entry.note().equals(BEGAN))
        .findFirst()
        .map(AuditEntry::by)
        .orElse("palisade");
  }

  /**
   * The members of the state that the fix's changes act on and that are not any more as it left
   * them, with what they are now. Others may have changed: the undo does not touch them.
   */
  private static <S extends ResourceState, C extends Change<S, C>> String changedSince(
      Finding<S, C> subject, Case item, JsonNode now) {
    Codec<S, C> codec = subject.reach().codec();
    S fixed = codec.readState(item.before());
    for (Step step : done(item)) {
      fixed = codec.readChange(step.change()).applyTo(fixed);
    }
    JsonNode model = codec.write(fixed);
    JsonNode after = item.after() == null ? model : item.after();
    SortedSet<String> names = new TreeSet<>();
    item.before().fieldNames().forEachRemaining(names::add);
    model.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !item.before().path(name).equals(model.path(name)))
        .filter(name -> !after.path(name).equals(now.path(name)))
        .map(name -> name + " is " + now.path(name))
        .collect(Collectors.joining("; "));
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

  // An ended case that still has a lease is one whose undo stopped in the middle.
  private static boolean interrupted(Case item) {
    return item.lease() != null
        || item.steps().stream().anyMatch(s -> s.progress() == Step.Progress.UNDONE);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case run(
      Finding<S, C> subject,
      Case item,
      String by,
      boolean hold,
      Instant deadline,
      Gateway<S, C> gateway) {
    Case current = item.to(item.state(), BEGAN, by, hub.now()).leased(deadline);
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
      if (!current.leasedAt(hub.now())) {
        throw new RetryLaterException("the time of this invocation ran out; the undo goes on");
      }
      C inverse = subject.reach().codec().readChange(step.change()).inverse().orElseThrow();
      try {
        subject.reach().execute(subject.ref(), inverse, Access.RESTORE);
      } catch (GatewayException e) {
        return stopped(subject, current, place, e, by);
      }
      current =
          current.progressed(
              Application.replaced(current.steps(), i, Step.Progress.UNDONE, hub.now()), hub.now());
      place = place.with(current);
      hub.store().save(new Write(current, place, null, null));
      place = place.written();
      boolean more = !done(current).isEmpty();
      if (more && inverse.settlesLater() && !read(subject, gateway).settled()) {
        return parked(current, place, by);
      }
    }
    JsonNode after = subject.reach().codec().write(read(subject, gateway));
    return record(
        current.withAfter(after).to(CaseState.UNDONE, "put back what was before", by, hub.now()),
        place);
  }

  private static <S extends ResourceState, C extends Change<S, C>> S read(
      Finding<S, C> subject, Gateway<S, C> gateway) {
    return gateway.read(subject.ref(), subject.spec().reads());
  }

  /** Leaves the rest until AWS has finished; the wake-up first, so that no crash loses it. */
  private Case parked(Case current, Standing.OfControl place, String by) {
    if (current.resumes() >= MOST_LOOKS) {
      String why = "AWS was still changing the resource after " + MOST_LOOKS + " looks";
      return record(current.to(current.state(), Case.UNDO_STOPPED + why, by, hub.now()), place);
    }
    hub.wakeups().at(hub.now().plus(Application.RESUME_AFTER), Requests.UNDO_ON, current.id());
    String why = "the undo goes on when AWS has finished changing the resource";
    Case waiting = current.resumed().to(current.state(), why, by, hub.now()).leased(null);
    hub.store().save(new Write(waiting, place.with(waiting), null, null));
    return waiting;
  }

  private Instant holdUntil() {
    return hub.now().plus(Duration.ofMinutes(hub.policy().get().limits().holdMinutes()));
  }

  private Case stopped(
      Finding<?, ?> subject,
      Case current,
      Standing.OfControl place,
      GatewayException fault,
      String by) {
    String why = String.valueOf(fault.getMessage());
    // Nothing was put back, so nothing may stand.
    boolean some = current.steps().stream().anyMatch(s -> s.progress() == Step.Progress.UNDONE);
    Standing.OfControl kept = some ? place : place.heldBy(subject.standing().hold());
    if (fault.kind() == GatewayException.Kind.RETRY) {
      Case free = current.progressed(current.steps(), hub.now()).leased(null);
      hub.store().save(new Write(free, kept.with(free), null, null));
      throw new RetryLaterException(why, fault);
    }
    return record(current.to(current.state(), Case.UNDO_STOPPED + why, by, hub.now()), kept);
  }

  /** Writes into a case's trail why it is not undone. */
  Case refused(Finding<?, ?> subject, Case item, String why, String by) {
    if (!item.state().next().contains(item.state())) {
      // Ended for good; there is no stage to write, so the refusal goes out as a notice only.
      hub.alarms().raise("Undo of " + item.id() + " refused", why);
      return item;
    }
    return noted(subject, item, Case.UNDO_REFUSED + why, by);
  }

  /** Writes into a case's trail what somebody said; the case stays as it is. */
  Case noted(Finding<?, ?> subject, Case item, String text, String by) {
    Case noted = item.to(item.state(), text, by, hub.now()).leased(null);
    // A word changes nothing about where the control stands, above all not which case is latest.
    Standing.OfControl place = subject.standing();
    boolean latest = place.caseId().equals(item.id());
    hub.store().save(new Write(noted, latest ? place.with(noted) : place, null, null));
    return noted;
  }

  private Case record(Case stage, Standing.OfControl place) {
    Case free = stage.leased(null);
    hub.store().save(new Write(free, place.with(free), null, null));
    return free;
  }
}
