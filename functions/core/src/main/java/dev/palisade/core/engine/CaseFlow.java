package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.Tool;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Change;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a judgement: opens and applies cases, and hands on what has one already. */
final class CaseFlow {

  private final Hub hub;
  private final Application application;
  private final GoingOn goingOn;

  CaseFlow(Hub hub) {
    this.hub = hub;
    this.application = new Application(hub);
    this.goingOn = new GoingOn(hub, this, application);
  }

  GoingOn goingOn() {
    return goingOn;
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
        facts(event, sighting),
        event.time());
  }

  private static Map<String, String> facts(Event event, Sighting<?, ?> sighting) {
    Map<String, String> facts = new HashMap<>(ImportedFinding.factsWith(sighting.facts(), event));
    Tool.of(event).ifPresent(tool -> facts.put(Origin.TOOL, tool.words()));
    return facts;
  }

  /** Every finding ends in a case or joins one; what holds closes what was open. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> follow(
      Sighting<S, C> sighting, Judgement<S, C> judgement, Origin origin, Instant deadline) {
    List<Case> cases = new ArrayList<>();
    for (Finding<S, C> finding : judgement.findings()) {
      cases.addAll(handle(finding, judgement.standing(), origin, deadline));
    }
    for (String control : judgement.held()) {
      Standing.OfControl place = judgement.standing().of(control);
      if (place.hasOpenCase()) {
        cases.addAll(goingOn.close(sighting, judgement, place, deadline));
      }
    }
    if (judgement.findings().isEmpty() && judgement.state().exists()) {
      keepBaseline(sighting, judgement);
    }
    return cases;
  }

  private <S extends ResourceState, C extends Change<S, C>> void keepBaseline(
      Sighting<S, C> sighting, Judgement<S, C> judgement) {
    boolean whole = sighting.controls().containsAll(sighting.reach().kind().standing());
    if (!whole || sighting.reach().kind().baselineFacets().isEmpty()) {
      return;
    }
    JsonNode good = sighting.reach().codec().write(judgement.state());
    @Nullable JsonNode next = Judge.baselineAfter(judgement.standing(), good);
    if (next != null) {
      hub.store().keepBaseline(sighting.ref(), next);
    }
  }

  /** One finding: decide, then open, apply or join. None where it is out of scope. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> handle(
      Finding<S, C> finding, Standing standing, Origin origin, Instant deadline) {
    Decision decision = decide(finding, origin);
    if (finding.standing().hasOpenCase()) {
      Case open = goingOn.open(finding.standing());
      return goingOn.goOn(finding, standing, origin, decision, open, deadline);
    }
    if (decision.verdict() == Verdict.OUT_OF_SCOPE) {
      return List.of();
    }
    Optional<Fight> fight =
        Fight.of(finding, origin, hub.policy().get().limits(), hub.now())
            .filter(one -> one.decides(decision));
    Optional<Case> same =
        fight.flatMap(one -> goesOn(finding, one)).or(() -> stillSaid(finding, decision));
    if (same.isPresent()) {
      return List.of(same.get());
    }
    String steps = fight.map(Fight::steps).orElse(finding.plan().steps());
    Case planned = CaseOpening.open(hub.domain(), finding, origin, decision, steps, hub.now());
    return decision.verdict() == Verdict.ENFORCE
        ? enforce(finding, standing, planned, decision.why(), deadline)
        : List.of(settle(finding, planned, state(decision), decision.why()));
  }

  // What is written is checked against the exemptions when it begins; all else must know them now.
  private Decision decide(Finding<?, ?> finding, Origin origin) {
    Decision first = decide(finding, origin, hub.store().knownExemptions());
    return first.verdict() == Verdict.ENFORCE || first.verdict() == Verdict.OUT_OF_SCOPE
        ? first
        : decide(finding, origin, hub.store().exemptions());
  }

  private Decision decide(Finding<?, ?> finding, Origin origin, List<Exemption> exemptions) {
    return Decider.decide(finding, origin, hub.policy().get(), exemptions, hub.now());
  }

  // One case and ticket a fight, whatever is opened next: it says who is at it, and how often.
  private <S extends ResourceState, C extends Change<S, C>> Optional<Case> goesOn(
      Finding<S, C> finding, Fight fight) {
    return hub.store()
        .find(finding.standing().caseId())
        .filter(Fight::stopped)
        .map(item ->
            fight.isNewsFor(item, hub.now())
                ? application.end(
                    item, CaseState.TICKETED, fight.again(), finding.standing(), null, null)
                : item);
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
        .filter(item ->
            item.proposal().hash().equals(CaseOpening.hash(finding))
                || last == CaseState.CONTAINED);
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

  /**
   * Begins a case and applies it; where a brake is on, a person is asked instead.
   *
   * @return the case, and those that follow it
   */
  <S extends ResourceState, C extends Change<S, C>> List<Case> enforce(
      Finding<S, C> finding, Standing standing, Case planned, String why, Instant deadline) {
    Application.Begun begun =
        application.begin(finding.standing(), planned, why, "palisade", deadline);
    if (begun.admission() == Admission.ADMITTED) {
      Case done = application.run(finding, standing, begun, end(planned));
      return withRest(finding, done, deadline);
    }
    if (planned.state() == CaseState.AWAITING_APPROVAL) {
      if (planned.isApproved()) {
        hub.wakeups().at(nextQuarter(), Requests.DECISION, planned.id());
      }
      return List.of(planned);
    }
    boolean observe =
        begun.admission() == Admission.BACKLOG && planned.state() == CaseState.PLANNED;
    CaseState instead = observe ? CaseState.OBSERVED : CaseState.AWAITING_APPROVAL;
    return List.of(settle(finding, planned, instead, begun.admission().why()));
  }

  // On the quarter hour, so that however many events meet the brake, one wake-up comes of it.
  private Instant nextQuarter() {
    long quarter = Duration.ofMinutes(15).toSeconds();
    return Instant.ofEpochSecond((hub.now().getEpochSecond() / quarter + 1) * quarter);
  }

  /** A case and, where its plan left more, what follows: judged at once, in the same invocation. */
  <S extends ResourceState, C extends Change<S, C>> List<Case> withRest(
      Finding<S, C> finding, Case done, Instant deadline) {
    if (!done.proposal().partial() || done.state() != CaseState.VERIFIED) {
      return List.of(done);
    }
    Sighting<S, C> rest =
        new Sighting<>(
            finding.reach(), finding.ref(), List.of(finding.control()), finding.facts(), false);
    List<Case> cases = new ArrayList<>(List.of(done));
    cases.addAll(follow(rest, judge(rest), done.origin(), deadline));
    return cases;
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

  /** How the event that led to a case ends, to be written together with the case. */
  EventEnd end(Case item) {
    return new EventEnd(item.origin().happening(), hub.domain(), List.of(item.id()), "", hub.now());
  }

  private Case settle(Finding<?, ?> finding, Case planned, CaseState state, String why) {
    Case asked = state == CaseState.AWAITING_APPROVAL ? Asking.about(planned, hub) : planned;
    Case settled = asked.to(state, why, "palisade", hub.now()).leased(null);
    hub.store().save(new Write(settled, finding.standing().with(settled), end(settled), null));
    return settled;
  }
}
