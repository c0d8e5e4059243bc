package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Change;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a judgement: opens, joins, goes on with and closes cases. */
final class CaseFlow {

  private final Hub hub;
  private final Application application;

  CaseFlow(Hub hub) {
    this.hub = hub;
    this.application = new Application(hub);
  }

  Application application() {
    return application;
  }

  /** What led to the cases of an event. */
  static Origin origin(Event event, Sighting<?, ?> sighting, Hub hub) {
    Actor actor = Actor.of(event);
    String name = event.detail().path("eventName").asText(event.detailType());
    return new Origin(
        event.happening(),
        event.source(),
        name,
        actor,
        hub.people().behind(actor),
        sighting.facts(),
        event.time());
  }

  /** Every finding ends in a case or joins one; what holds closes what was open. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> follow(
      Sighting<S, C> sighting, Judgement<S, C> judgement, Origin origin, Instant deadline) {
    List<Case> cases = new ArrayList<>();
    for (Finding<S, C> finding : judgement.findings()) {
      handle(finding, judgement.standing(), origin, deadline).ifPresent(cases::add);
    }
    for (String control : judgement.held()) {
      Standing.OfControl place = judgement.standing().of(control);
      if (place.hasOpenCase()) {
        close(sighting, judgement, place, deadline).ifPresent(cases::add);
      }
    }
    if (judgement.findings().isEmpty() && judgement.state().exists()) {
      keepBaseline(sighting, judgement);
    }
    return cases;
  }

  private <S extends ResourceState, C extends Change<S, C>> void keepBaseline(
      Sighting<S, C> sighting, Judgement<S, C> judgement) {
    boolean whole = sighting.controls().size() == sighting.reach().kind().controls().size();
    if (!whole || sighting.reach().kind().baselineFacets().isEmpty()) {
      return;
    }
    JsonNode good = sighting.reach().codec().write(judgement.state());
    @Nullable JsonNode next = Judge.baselineAfter(judgement.standing(), good);
    if (next != null) {
      hub.store().keepBaseline(sighting.ref(), next);
    }
  }

  /** One finding: decide, then open, apply or join. Empty where it is out of scope. */
  <S extends ResourceState, C extends Change<S, C>> Optional<Case> handle(
      Finding<S, C> finding, Standing standing, Origin origin, Instant deadline) {
    Policy policy = hub.policy().get();
    Decision decision = Decider.decide(finding, origin, policy, hub.now());
    if (decision.verdict() == Verdict.OUT_OF_SCOPE) {
      return Optional.empty();
    }
    if (finding.standing().hasOpenCase()) {
      Case open = hub.store().find(finding.standing().caseId()).orElseThrow();
      if (!open.state().isOpen()) {
        throw new CaseStore.ContendedException("case " + open.id() + " has ended meanwhile");
      }
      return Optional.of(goOn(finding, standing, origin, decision, open, deadline));
    }
    Optional<Case> standing2 = stillSaid(finding, decision);
    if (standing2.isPresent()) {
      return standing2;
    }
    Case planned = CaseOpening.open(hub.domain(), finding, origin, decision, hub.now());
    return Optional.of(
        decision.verdict() == Verdict.ENFORCE
            ? enforce(finding, standing, planned, decision.why(), deadline)
            : settle(finding, planned, state(decision), decision.why(), origin));
  }

  // A finding that was ticketed, observed or exempted and has not changed needs no second case.
  private <S extends ResourceState, C extends Change<S, C>> Optional<Case> stillSaid(
      Finding<S, C> finding, Decision decision) {
    @Nullable CaseState last = finding.standing().state();
    boolean same =
        last == state(decision)
            || (last == CaseState.CONTAINED && finding.plan().changes().isEmpty());
    if (!same || decision.verdict() == Verdict.ENFORCE || decision.verdict() == Verdict.APPROVE) {
      return Optional.empty();
    }
    return hub.store()
        .find(finding.standing().caseId())
        .filter(
            item -> item.proposal().hash().equals(hash(finding)) || last == CaseState.CONTAINED);
  }

  private static <S extends ResourceState, C extends Change<S, C>> String hash(
      Finding<S, C> finding) {
    return CaseOpening.hash(
        finding.reach().codec(), finding.spec().id(), finding.ref(), finding.plan());
  }

  private static CaseState state(Decision decision) {
    return switch (decision.verdict()) {
      case APPROVE -> CaseState.AWAITING_APPROVAL;
      case TICKET -> CaseState.TICKETED;
      case OBSERVE -> CaseState.OBSERVED;
      case EXEMPT -> CaseState.EXEMPT;
      case ENFORCE -> CaseState.APPLYING;
      case OUT_OF_SCOPE -> throw new IllegalArgumentException("out of scope has no case");
    };
  }

  private <S extends ResourceState, C extends Change<S, C>> Case enforce(
      Finding<S, C> finding, Standing standing, Case planned, String why, Instant deadline) {
    Application.Begun begun =
        application.begin(finding.standing(), planned, why, "palisade", deadline);
    if (begun.admission() == Admission.ADMITTED) {
      return apply(finding, standing, begun, end(planned), deadline);
    }
    CaseState instead =
        begun.admission() == Admission.BACKLOG ? CaseState.OBSERVED : CaseState.AWAITING_APPROVAL;
    return planned.state() == CaseState.AWAITING_APPROVAL
        ? planned
        : settle(finding, planned, instead, begun.admission().why(), planned.origin());
  }

  // What a partial plan left is judged at once: its case follows in the same invocation.
  private <S extends ResourceState, C extends Change<S, C>> Case apply(
      Finding<S, C> finding,
      Standing standing,
      Application.Begun begun,
      @Nullable EventEnd event,
      Instant deadline) {
    Case done = application.run(finding, standing, begun, event);
    if (finding.plan().partial() && done.state() == CaseState.VERIFIED) {
      Sighting<S, C> rest =
          new Sighting<>(
              finding.reach(), finding.ref(), List.of(finding.control()), finding.facts(), false);
      follow(rest, judge(rest), done.origin(), deadline);
    }
    return done;
  }

  /** Judges a sighting with the standing of now. */
  <S extends ResourceState, C extends Change<S, C>> Judgement<S, C> judge(Sighting<S, C> sighting) {
    return Judge.judge(
        sighting,
        sighting.reach().gateways().open(sighting.ref(), Access.REMEDIATE),
        hub.store().standing(sighting.ref()),
        hub.policy().get(),
        hub.now());
  }

  private EventEnd end(Case item) {
    return new EventEnd(item.origin().happening(), hub.domain(), List.of(item.id()), "", hub.now());
  }

  private Case settle(
      Finding<?, ?> finding, Case planned, CaseState state, String why, Origin origin) {
    Case settled = planned.to(state, why, "palisade", hub.now());
    EventEnd event =
        new EventEnd(origin.happening(), hub.domain(), List.of(settled.id()), "", hub.now());
    hub.store().save(new Write(settled, finding.standing().with(settled), event, null));
    hub.audit().append(settled);
    if (Responder.concernsPeople(settled)) {
      hub.notices().tell(settled);
    }
    return settled;
  }

  private <S extends ResourceState, C extends Change<S, C>> Case goOn(
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
        Case continued = open.with(Application.continued(open, CaseOpening.steps(finding)));
        yield enforce(finding, standing, continued, "taken over", deadline);
      }
      case WAITING -> resume(finding, standing, open, deadline);
      default -> {
        if (!open.proposal().hash().equals(hash(finding))) {
          application.end(
              open,
              CaseState.STALE,
              "the resource changed, so the plan is another",
              finding.standing(),
              null,
              null);
          yield again(finding, standing, origin, deadline);
        }
        yield decision.verdict() == Verdict.ENFORCE
            ? enforce(finding, standing, open, "allowed by now: " + decision.why(), deadline)
            : open;
      }
    };
  }

  private <S extends ResourceState, C extends Change<S, C>> Case again(
      Finding<S, C> finding, Standing standing, Origin origin, Instant deadline) {
    Standing.OfControl fresh = hub.store().standing(finding.ref()).of(finding.spec().id());
    Finding<S, C> renewed =
        new Finding<>(
            finding.reach(),
            finding.ref(),
            finding.control(),
            finding.state(),
            finding.plan(),
            fresh,
            finding.scope(),
            finding.tags(),
            finding.facts());
    return handle(renewed, standing, origin, deadline).orElseThrow();
  }

  /** Goes on with a case that was parked, if AWS has finished meanwhile. */
  <S extends ResourceState, C extends Change<S, C>> Case resume(
      Finding<S, C> finding, Standing standing, Case waiting, Instant deadline) {
    if (!finding.state().settled()) {
      return application.park(waiting, finding.standing(), null);
    }
    boolean planned = waiting.steps().stream().anyMatch(s -> s.progress() == Step.Progress.PLANNED);
    if (!planned) {
      return application.verify(
          finding,
          standing,
          finding.reach().gateways().open(finding.ref(), Access.REMEDIATE),
          waiting,
          finding.standing(),
          null);
    }
    Application.Begun begun =
        application.begin(finding.standing(), waiting, "AWS has finished", "palisade", deadline);
    return begun.admission() == Admission.ADMITTED
        ? application.run(finding, standing, begun, null)
        : application.park(waiting, finding.standing(), null);
  }

  /** Applies a case that people approved: the plan must be the one they saw. */
  <S extends ResourceState, C extends Change<S, C>> Case applyApproved(
      Finding<S, C> finding, Standing standing, Case approved, Instant deadline) {
    if (!approved.proposal().hash().equals(hash(finding))) {
      return goOn(
          finding,
          standing,
          approved.origin(),
          Decision.of(Verdict.APPROVE, "the plan changed"),
          approved,
          deadline);
    }
    return enforce(finding, standing, approved, "approved", deadline);
  }

  private <S extends ResourceState, C extends Change<S, C>> Optional<Case> close(
      Sighting<S, C> sighting,
      Judgement<S, C> judgement,
      Standing.OfControl place,
      Instant deadline) {
    Case open = hub.store().find(place.caseId()).orElseThrow();
    if (!open.state().isOpen()) {
      throw new CaseStore.ContendedException("case " + open.id() + " has ended meanwhile");
    }
    return Closing.close(hub, application, sighting, judgement, place, open, deadline);
  }
}
