package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps 5 to 7: applies a case's plan change by change with the ledger first, reads again to prove
 * it, and records the end. A case whose resource AWS is still changing is parked and resumed.
 */
final class Application {

  private static final int READS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
  static final Duration RESUME_AFTER = Duration.ofSeconds(10);
  private static final int MOST_RESUMES = 90;
  static final String AWS_CHANGES = "AWS is changing the resource";
  static final String RESUME = "Palisade Resume";
  static final String LIFT = "Palisade Lift";

  private final Hub hub;

  Application(Hub hub) {
    this.hub = hub;
  }

  /**
   * Begins a case if nothing speaks against it.
   *
   * @param planned the case before it is applied, in any state that may go to APPLYING
   * @param place where its control stands with the resource
   * @return the case as written, leased; or the objection
   */
  Begun begin(Standing.OfControl place, Case planned, String why, String by, Instant deadline) {
    Instant now = hub.now();
    Case applying = planned.to(CaseState.APPLYING, why, by, now).leased(deadline);
    Standing.OfControl next = place.with(applying);
    Admission admission =
        hub.store().begin(new Write(applying, next, null, null), hub.policy().get().limits(), now);
    return new Begun(admission, applying, next.written());
  }

  /** Whether a case was admitted; and if so, the case and standing as they were written. */
  record Begun(Admission admission, Case applying, Standing.OfControl place) {}

  /** Runs what the ledger still plans, verifies and records. The case must have been begun. */
  <S extends ResourceState, C extends Change<S, C>> Case run(
      Finding<S, C> finding, Standing standing, Begun begun, @Nullable EventEnd event) {
    Case current = begun.applying();
    Gateway<S, C> gateway = finding.reach().gateways().open(finding.ref(), Access.REMEDIATE);
    Standing.OfControl place = begun.place();
    for (int i = 0; i < current.steps().size(); i++) {
      Step step = current.steps().get(i);
      if (step.progress() != Step.Progress.PLANNED) {
        continue;
      }
      if (!current.leasedAt(hub.now())) {
        throw new RetryLaterException("the time of this invocation ran out; the case goes on");
      }
      C change = finding.reach().codec().readChange(step.change());
      try {
        finding.reach().execute(finding.ref(), change, Access.REMEDIATE);
        current = current.with(replaced(current.steps(), i, Step.Progress.DONE, hub.now()));
        if (change.settlesLater() && !gateway.read(finding.ref(), reads(finding)).settled()) {
          return park(current, place, AWS_CHANGES, event);
        }
      } catch (GatewayException e) {
        return failed(finding, gateway, current, place, e, event);
      }
      if (i + 1 < current.steps().size()) {
        current = current.progressed(current.steps(), hub.now());
        place = save(current, place, null, null);
      }
    }
    return verify(finding, standing, gateway, current, place, event);
  }

  /** Reads again within a bound until the plan is empty, and records the end. */
  <S extends ResourceState, C extends Change<S, C>> Case verify(
      Finding<S, C> finding,
      Standing standing,
      Gateway<S, C> gateway,
      Case applied,
      Standing.OfControl place,
      @Nullable EventEnd event) {
    Duration pause = FIRST_PAUSE;
    for (int read = 1; ; read++) {
      S state;
      try {
        state = gateway.read(finding.ref(), reads(finding));
      } catch (GatewayException e) {
        return failed(finding, gateway, applied, place, e, event);
      }
      if (!state.settled()) {
        return park(applied, place, AWS_CHANGES, event);
      }
      Plan<S, C> left = Judge.again(finding, state, standing, hub.policy().get(), hub.now());
      Case reread = applied.withAfter(finding.reach().codec().write(state));
      if (proves(finding.reach().codec(), applied, left)) {
        return proven(finding, standing, reread, place, left, event);
      }
      if (read == READS) {
        return end(
            reread,
            CaseState.FAILED,
            "applied, but reading again still finds: " + left.rationale(),
            place,
            event,
            null);
      }
      hub.pause().of(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static <S extends ResourceState, C extends Change<S, C>> boolean proves(
      Codec<S, C> codec, Case applied, Plan<S, C> left) {
    boolean partial = applied.proposal().partial();
    return switch (left.kind()) {
      case HOLDS -> true;
      case CONTAIN -> left.changes().isEmpty();
      case MEND -> partial && disjoint(codec, applied, left);
      case TICKET -> partial;
    };
  }

  // By the ledger, not by a plan at hand: the case may have been resumed or taken over.
  private static <S extends ResourceState, C extends Change<S, C>> boolean disjoint(
      Codec<S, C> codec, Case applied, Plan<S, C> left) {
    List<JsonNode> made = applied.steps().stream().map(Step::change).toList();
    return left.changes().stream().map(codec::write).noneMatch(made::contains);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case proven(
      Finding<S, C> finding,
      Standing standing,
      Case applied,
      Standing.OfControl place,
      Plan<S, C> left,
      @Nullable EventEnd event) {
    if (left.kind() == Plan.Kind.CONTAIN) {
      return end(
          applied,
          CaseState.CONTAINED,
          "contained; it stays visible until the resource is recreated",
          place,
          event,
          null);
    }
    JsonNode after = applied.after();
    @Nullable JsonNode baseline =
        left.isHeld() && after != null ? Judge.baselineAfter(standing, after) : null;
    Instant undoAt = applied.proposal().undoAt();
    if (undoAt != null) {
      // Before the end is written: a lift too many does nothing, one too few would never come.
      hub.wakeups().at(undoAt, LIFT, applied.id());
    }
    return end(
        applied,
        CaseState.VERIFIED,
        left.isHeld()
            ? "read again, and the control holds"
            : "read again; what the plan left out is judged anew",
        place.mendedAt(hub.now(), fightsSince()),
        event,
        baseline);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case failed(
      Finding<S, C> finding,
      Gateway<S, C> gateway,
      Case current,
      Standing.OfControl place,
      GatewayException fault,
      @Nullable EventEnd event) {
    if (fault.kind() == GatewayException.Kind.RETRY) {
      // Free again, so that the next delivery takes it over at once.
      Case free = current.progressed(current.steps(), hub.now()).leased(null);
      save(free, place, null, null);
      throw new RetryLaterException(String.valueOf(fault.getMessage()), fault);
    }
    Optional<S> left = readable(finding, gateway);
    if (left.isPresent() && !left.get().exists()) {
      return end(current, CaseState.GONE, "deleted before it was mended", place, event, null);
    }
    // What stands now is what an undo of the changes that were made compares with.
    Case seen = left.map(finding.reach().codec()::write).map(current::withAfter).orElse(current);
    long done = current.steps().stream().filter(s -> s.progress() == Step.Progress.DONE).count();
    String undo = done == 0 ? "" : "; " + done + " earlier change(s) can be undone";
    return end(seen, CaseState.FAILED, fault.getMessage() + undo, place, event, null);
  }

  // The role may be unable to read, too: then the fault at hand is all there is to tell.
  private static <S extends ResourceState, C extends Change<S, C>> Optional<S> readable(
      Finding<S, C> finding, Gateway<S, C> gateway) {
    try {
      return Optional.of(gateway.read(finding.ref(), reads(finding)));
    } catch (GatewayException e) {
      return Optional.empty();
    }
  }

  /** Parks a case until it can go on: AWS is changing the resource, or a brake is on. */
  Case park(Case current, Standing.OfControl place, String why, @Nullable EventEnd event) {
    if (current.resumes() >= MOST_RESUMES) {
      String last = "looked %d times, and still: %s".formatted(MOST_RESUMES, why);
      return end(current, CaseState.FAILED, last, place, event, null);
    }
    Case waiting = current.resumed().to(CaseState.WAITING, why, "palisade", hub.now()).leased(null);
    // Before the write: a wake-up too many does nothing, one too few would leave it waiting.
    hub.wakeups().at(hub.now().plus(RESUME_AFTER), RESUME, waiting.id());
    save(waiting, place, event, null);
    return waiting;
  }

  /** Writes the end of a case. */
  Case end(
      Case current,
      CaseState state,
      @Nullable String why,
      Standing.OfControl place,
      @Nullable EventEnd event,
      @Nullable JsonNode baseline) {
    Case ended = current.to(state, String.valueOf(why), "palisade", hub.now()).leased(null);
    save(ended, place, event, baseline);
    return ended;
  }

  private Standing.OfControl save(
      Case item, Standing.OfControl place, @Nullable EventEnd event, @Nullable JsonNode baseline) {
    Standing.OfControl next = place.with(item);
    hub.store().save(new Write(item, next, event, baseline));
    return next.written();
  }

  private Instant fightsSince() {
    return hub.now().minus(Duration.ofMinutes(hub.policy().get().limits().fightMinutes()));
  }

  private static Set<Facet> reads(Finding<?, ?> finding) {
    return finding.spec().reads();
  }

  static List<Step> replaced(List<Step> steps, int index, Step.Progress stage, Instant now) {
    List<Step> next = new ArrayList<>(steps);
    next.set(index, steps.get(index).at(stage, now));
    return next;
  }
}
