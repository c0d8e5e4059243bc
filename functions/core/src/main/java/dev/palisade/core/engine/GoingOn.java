package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Goes on with a finding's open case: joins, takes over, resumes or closes it. */
final class GoingOn {

  private final Hub hub;
  private final CaseFlow flow;
  private final Application application;

  GoingOn(Hub hub, CaseFlow flow, Application application) {
    this.hub = hub;
    this.flow = flow;
    this.application = application;
  }

  /**
   * The open case of a standing.
   *
   * @throws ContendedException if it went on since the standing was read
   */
  Case open(Standing.OfControl place) {
    Case open = hub.store().find(place.caseId()).orElseThrow();
    if (open.state() != place.state()) {
      throw new ContendedException("case " + open.id() + " is " + open.state() + " by now");
    }
    return open;
  }

  /** Goes on with an open case whose control still does not hold. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> goOn(
      Finding<S, C> finding,
      Standing standing,
      Origin origin,
      Decision decision,
      Case open,
      Instant deadline) {
    return switch (open.state()) {
      case APPLYING -> {
        if (open.leasedAt(hub.now())) {
          throw new RetryLaterException("case " + open.id() + " is being applied");
        }
        yield takeOver(finding, standing, origin, decision, open, deadline);
      }
      // While AWS is at it, its wake-up is under way already.
      case WAITING ->
          finding.state().settled() ? resume(finding, standing, open, deadline) : List.of(open);
      default -> asked(finding, standing, origin, decision, open, deadline);
    };
  }

  private <S extends ResourceState, C extends Change<S, C>> List<Case> asked(
      Finding<S, C> finding,
      Standing standing,
      Origin origin,
      Decision decision,
      Case open,
      Instant deadline) {
    if (decision.verdict() == Verdict.OUT_OF_SCOPE) {
      return List.of(stale(open, finding, decision.why()));
    }
    if (decision.verdict() == Verdict.EXEMPT) {
      return List.of(
          application.end(open, CaseState.EXEMPT, decision.why(), finding.standing(), null, null));
    }
    if (!open.proposal().hash().equals(CaseOpening.hash(finding))) {
      Case stale = stale(open, finding, "the resource changed, so the plan is another");
      return followed(stale, finding, standing, origin, deadline);
    }
    if (decision.verdict() == Verdict.ENFORCE) {
      return flow.enforce(finding, standing, open, "allowed by now: " + decision.why(), deadline);
    }
    return decision.verdict() == Verdict.APPROVE && open.isApproved()
        ? flow.enforce(finding, standing, open, "approved", deadline)
        : List.of(open);
  }

  private Case stale(Case open, Finding<?, ?> finding, String why) {
    return application.end(open, CaseState.STALE, why, finding.standing(), null, null);
  }

  // A function stopped in the middle. What it had still to do is only done if it may be done now,
  // or if people approved these very changes.
  private <S extends ResourceState, C extends Change<S, C>> List<Case> takeOver(
      Finding<S, C> finding,
      Standing standing,
      Origin origin,
      Decision decision,
      Case open,
      Instant deadline) {
    List<Step> ledger = Ledger.continued(open, CaseOpening.steps(finding), hub.now());
    Case continued = open.with(ledger);
    if (!Ledger.isOpen(ledger)) {
      Case done = verify(finding, standing, continued);
      return flow.withRest(finding, done, deadline);
    }
    boolean approved =
        decision.verdict() == Verdict.APPROVE && open.isApproved() && Ledger.keepsTo(open, ledger);
    if (decision.verdict() == Verdict.ENFORCE || approved) {
      return flow.enforce(finding, standing, continued, "taken over", deadline);
    }
    Case half =
        application.end(
            continued.withAfter(finding.reach().codec().write(reread(finding))),
            CaseState.FAILED,
            "its function stopped in the middle, and what is left needs a decision of its own: "
                + decision.why(),
            finding.standing(),
            flow.end(open),
            null);
    return followed(half, finding, standing, origin, deadline);
  }

  // An ended case, and the new one of what still does not hold.
  private <S extends ResourceState, C extends Change<S, C>> List<Case> followed(
      Case ended, Finding<S, C> finding, Standing standing, Origin origin, Instant deadline) {
    Standing.OfControl fresh = hub.store().standing(finding.ref()).of(finding.spec().id());
    List<Case> next = flow.handle(finding.at(fresh), standing, origin, deadline);
    return Stream.concat(Stream.of(ended), next.stream()).toList();
  }

  // By the facets that an undo compares, which may be fewer than an event's controls had read.
  private static <S extends ResourceState, C extends Change<S, C>> S reread(Finding<S, C> finding) {
    return gateway(finding).read(finding.ref(), finding.spec().reads());
  }

  private static <S extends ResourceState, C extends Change<S, C>> Gateway<S, C> gateway(
      Finding<S, C> finding) {
    return finding.reach().gateways().open(finding.ref(), Access.REMEDIATE);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case verify(
      Finding<S, C> finding, Standing standing, Case applied) {
    return application.verify(
        finding, standing, gateway(finding), applied, finding.standing(), flow.end(applied));
  }

  /** Goes on with a case that was parked, if AWS has finished meanwhile. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> resume(
      Finding<S, C> finding, Standing standing, Case waiting, Instant deadline) {
    if (!finding.state().settled()) {
      return List.of(application.park(waiting, finding.standing(), Application.AWS_CHANGES, null));
    }
    if (!Ledger.isOpen(waiting.steps())) {
      return flow.withRest(finding, verify(finding, standing, waiting), deadline);
    }
    Application.Begun begun =
        application.begin(finding.standing(), waiting, "AWS has finished", "palisade", deadline);
    if (begun.admission() != Admission.ADMITTED) {
      return List.of(application.park(waiting, finding.standing(), begun.admission().why(), null));
    }
    return flow.withRest(finding, application.run(finding, standing, begun, null), deadline);
  }

  /** Applies a case that people approved: the plan must be the one they saw. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> applyApproved(
      Finding<S, C> finding, Standing standing, Case approved, Instant deadline) {
    return asked(
        finding,
        standing,
        approved.origin(),
        Decision.of(Verdict.APPROVE, "approved"),
        approved,
        deadline);
  }

  /** Applies a case on which nobody decided in time, where policy says so: by the same rules. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> applyUnanswered(
      Finding<S, C> finding, Standing standing, Case unanswered, Instant deadline) {
    return asked(
        finding,
        standing,
        unanswered.origin(),
        Decision.of(Verdict.ENFORCE, "nobody decided in time, and policy says to apply it then"),
        unanswered,
        deadline);
  }

  /** Closes a case whose control holds by now, or finishes it where its changes were all made. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> close(
      Sighting<S, C> sighting,
      Judgement<S, C> judgement,
      Standing.OfControl place,
      Instant deadline) {
    Case open = open(place);
    if (open.state() == CaseState.APPLYING && open.leasedAt(hub.now())) {
      // Whoever holds the lease will see by himself that it holds; or comes to nothing, and then
      // this message must find it.
      throw new RetryLaterException("case " + open.id() + " is being applied");
    }
    if (!judgement.state().exists()) {
      return List.of(
          application.end(open, CaseState.GONE, "the resource is gone", place, null, null));
    }
    Finding<S, C> subject = Finding.of(open, sighting, judgement, place);
    return switch (open.state()) {
      case APPLYING -> {
        List<Step> ledger = Ledger.continued(open, List.of(), hub.now());
        yield List.of(verify(subject, judgement.standing(), open.with(ledger)));
      }
      case WAITING ->
          judgement.state().settled()
              ? resume(subject, judgement.standing(), open, deadline)
              : List.of(open);
      default -> List.of(stale(open, subject, "holds again without Palisade"));
    };
  }
}
