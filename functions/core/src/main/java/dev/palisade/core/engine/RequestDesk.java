package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Question;
import dev.palisade.core.cases.Question.AtExpiry;
import dev.palisade.core.cases.Step;
import dev.palisade.core.control.Context;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Change;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Handles requests of the hub: fixes by hand, decisions, undos, resumptions, sweeps. */
final class RequestDesk {

  private static final Duration LIFT_AGAIN = Duration.ofMinutes(15);

  /** A clock elsewhere says when a question's time is over. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  private final Hub hub;
  private final Intake intake;
  private final CaseFlow flow;
  private final Sweep.Places places;
  private final Sweeping sweeping;

  RequestDesk(Hub hub, Intake intake, CaseFlow flow, List<Watcher> watchers, Sweep.Places places) {
    this.hub = hub;
    this.intake = intake;
    this.flow = flow;
    this.places = places;
    this.sweeping = new Sweeping(intake, watchers, places);
  }

  EventEnd handle(Event event, Instant deadline) {
    return switch (event.detailType()) {
      case Requests.FIX, Requests.PLAN, Requests.SCOPE_CHANGE -> judge(event, deadline);
      case Requests.DECISION -> withCase(event, deadline, this::decide);
      case Requests.EXPIRE -> withCase(event, deadline, this::expire);
      case Requests.RESUME -> withCase(event, deadline, this::resume);
      case Requests.TICKET -> {
        String why = text(event, "by") + ": " + event.detail().path("reason").asText("");
        yield withCase(event, deadline, (subject, item, at) -> ticket(subject, item, why));
      }
      case Requests.UNDO -> {
        String by = text(event, "by");
        boolean force = event.detail().path("force").asBoolean();
        yield withCase(event, deadline, (subject, item, at) -> undo(subject, item, by, force, at));
      }
      case Requests.RELEASE -> {
        Releasing.Wish wish =
            new Releasing.Wish(
                text(event, "by"),
                event.detail().path("reason").asText(""),
                event.detail().path("force").asBoolean());
        yield withCase(event, deadline, (subject, item, at) -> release(subject, item, wish, at));
      }
      case Requests.UNDO_ON -> withCase(event, deadline, this::undoOn);
      case Requests.LIFT -> withCase(event, deadline, this::lift);
      case PalisadeEvents.CANARY -> ended(event, List.of(), "only keeps the version warm");
      case Requests.SWEEP -> ended(event, List.of(), sweeping.spread());
      case Requests.SWEEP_PART ->
          ended(event, List.of(), sweeping.part(text(event, "account"), text(event, "region")));
      default -> throw new IllegalArgumentException("unknown request: " + event.detailType());
    };
  }

  private EventEnd judge(Event event, Instant deadline) {
    JsonNode detail = event.detail();
    ResourceRef ref = ref(event);
    if (intake.reaches().stream().noneMatch(reach -> reach.type(ref.type()).isPresent())) {
      return ended(event, List.of(), "another domain looks after a " + ref.type());
    }
    Sighting<?, ?> sighting =
        intake.named(ref, detail.path("control").asText(""), detail.path("sweep").asBoolean());
    return judge(sighting, event, deadline);
  }

  private <S extends ResourceState, C extends Change<S, C>> EventEnd judge(
      Sighting<S, C> sighting, Event event, Instant deadline) {
    String reason = event.detail().path("reason").asText("");
    Map<String, String> facts = reason.isEmpty() ? Map.of() : Map.of(Context.REASON, reason);
    Judgement<S, C> judgement = flow.judge(sighting.with(facts));
    String by = event.detail().path("by").asText("");
    Origin origin =
        new Origin(
            event.id(),
            event.source(),
            event.detailType(),
            by.isEmpty() ? Actor.UNKNOWN : new Actor("Person", by, "", event.account(), ""),
            by,
            facts,
            event.time());
    List<Case> cases = flow.follow(sighting.with(facts), judgement, origin, deadline);
    List<String> ids = cases.stream().map(Case::id).distinct().toList();
    return ended(event, ids, ids.isEmpty() ? "nothing to do for " + sighting.ref() : "");
  }

  /** A case with what is needed to go on with it. */
  record Subject<S extends ResourceState, C extends Change<S, C>>(
      Finding<S, C> finding, Standing standing, boolean holds) {}

  private EventEnd withCase(Event event, Instant deadline, GenericWork work) {
    String id = text(event, "case");
    Case item =
        hub.store()
            .find(id)
            .orElseThrow(() -> new IllegalArgumentException("there is no case " + id));
    if (!item.domain().equals(hub.domain())) {
      return ended(event, List.of(), "case " + id + " is of domain " + item.domain());
    }
    Sighting<?, ?> sighting = intake.named(item.resource(), item.control(), false);
    if (item.state() == CaseState.APPLYING) {
      finish(sighting, item, deadline);
      item = hub.store().find(id).orElseThrow();
    }
    List<Case> next = work.on(subject(sighting, item), item, deadline);
    return ended(event, next.stream().map(Case::id).distinct().toList(), "");
  }

  // The function that a request began in stopped: the request comes again, and finds it half done.
  private <S extends ResourceState, C extends Change<S, C>> void finish(
      Sighting<S, C> named, Case item, Instant deadline) {
    Sighting<S, C> sighting = named.with(item.origin().facts());
    flow.follow(sighting, flow.judge(sighting), item.origin(), deadline);
  }

  /** Work on a case of whatever kind. */
  @FunctionalInterface
  private interface GenericWork {
    List<Case> on(Subject<?, ?> subject, Case item, Instant deadline);
  }

  private <S extends ResourceState, C extends Change<S, C>> Subject<S, C> subject(
      Sighting<S, C> named, Case item) {
    Sighting<S, C> sighting = named.with(item.origin().facts());
    Judgement<S, C> judgement = flow.judge(sighting);
    Finding<S, C> finding =
        judgement.findings().isEmpty()
            ? Finding.of(item, sighting, judgement, judgement.standing().of(item.control()))
            : judgement.findings().getFirst();
    return new Subject<>(finding, judgement.standing(), judgement.findings().isEmpty());
  }

  private <S extends ResourceState, C extends Change<S, C>> List<Case> decide(
      Subject<S, C> subject, Case item, Instant deadline) {
    if (item.state() != CaseState.AWAITING_APPROVAL || !item.isApproved()) {
      return List.of(item);
    }
    if (subject.holds()) {
      return holdsAlready(subject, item);
    }
    return flow.goingOn().applyApproved(subject.finding(), subject.standing(), item, deadline);
  }

  // What was approved in time waits for a brake only, and is no question any more.
  private <S extends ResourceState, C extends Change<S, C>> List<Case> expire(
      Subject<S, C> subject, Case item, Instant deadline) {
    if (item.state() != CaseState.AWAITING_APPROVAL || item.isApproved()) {
      return List.of(item);
    }
    Question question = item.question();
    if (question != null && hub.now().plus(EARLY).isBefore(question.deadline())) {
      return List.of(item);
    }
    String unanswered = "nobody decided in time: ";
    return switch (question == null ? AtExpiry.LEAVE : question.atExpiry()) {
      case LEAVE ->
          List.of(end(subject, item, CaseState.EXPIRED, unanswered + AtExpiry.LEAVE.words()));
      case TICKET ->
          List.of(end(subject, item, CaseState.TICKETED, unanswered + AtExpiry.TICKET.words()));
      case ENFORCE -> enforceUnanswered(subject, item, deadline);
    };
  }

  // Only what can be put back goes without anybody's word, and only while it is the same plan.
  private <S extends ResourceState, C extends Change<S, C>> List<Case> enforceUnanswered(
      Subject<S, C> subject, Case item, Instant deadline) {
    if (subject.holds()) {
      return holdsAlready(subject, item);
    }
    if (!item.steps().stream().allMatch(Step::reversible) || item.approvalsNeeded() > 1) {
      String why = "nobody decided in time, and the plan may not go without: it is of high risk";
      return List.of(end(subject, item, CaseState.TICKETED, why));
    }
    return flow.goingOn().applyUnanswered(subject.finding(), subject.standing(), item, deadline);
  }

  private List<Case> holdsAlready(Subject<?, ?> subject, Case item) {
    CaseState end = subject.finding().state().exists() ? CaseState.STALE : CaseState.GONE;
    return List.of(end(subject, item, end, "nothing to mend any more"));
  }

  private List<Case> ticket(Subject<?, ?> subject, Case item, String why) {
    return item.state() == CaseState.AWAITING_APPROVAL && !item.isApproved()
        ? List.of(end(subject, item, CaseState.TICKETED, why))
        : List.of(item);
  }

  private Case end(Subject<?, ?> subject, Case item, CaseState state, String why) {
    return flow.application().end(item, state, why, subject.finding().standing(), null, null);
  }

  private <S extends ResourceState, C extends Change<S, C>> List<Case> resume(
      Subject<S, C> subject, Case item, Instant deadline) {
    return item.state() == CaseState.WAITING && isDue(item)
        ? flow.goingOn().resume(subject.finding(), subject.standing(), item, deadline)
        : List.of(item);
  }

  private <S extends ResourceState, C extends Change<S, C>> List<Case> undo(
      Subject<S, C> subject, Case item, String by, boolean force, Instant deadline) {
    if (subject.finding().spec().onDemand()) {
      return release(subject, item, new Releasing.Wish(by, "", force), deadline);
    }
    return List.of(new Undoing(hub).undo(subject.finding(), item, by, force, true, deadline));
  }

  private <S extends ResourceState, C extends Change<S, C>> List<Case> release(
      Subject<S, C> subject, Case item, Releasing.Wish wish, Instant deadline) {
    if (!subject.finding().spec().onDemand()) {
      throw new IllegalArgumentException("case " + item.id() + " is no quarantine");
    }
    return List.of(new Releasing(hub, flow).release(subject.finding(), item, wish, deadline));
  }

  private <S extends ResourceState, C extends Change<S, C>> List<Case> undoOn(
      Subject<S, C> subject, Case item, Instant deadline) {
    return List.of(isDue(item) ? new Undoing(hub).goOn(subject.finding(), item, deadline) : item);
  }

  // A request that is delivered twice must not start a second chain of wake-ups.
  private boolean isDue(Case item) {
    return !item.updatedAt().plus(Application.RESUME_AFTER.dividedBy(2)).isAfter(hub.now());
  }

  // A person may have undone it before; and where a brake is on, its time is over a little later.
  private <S extends ResourceState, C extends Change<S, C>> List<Case> lift(
      Subject<S, C> subject, Case item, Instant deadline) {
    if (!item.state().next().contains(CaseState.UNDONE)) {
      return List.of(item);
    }
    if (hub.store().freeze().isPresent()) {
      hub.wakeups().at(hub.now().plus(LIFT_AGAIN), Requests.LIFT, item.id());
      return List.of(item);
    }
    Undoing undoing = new Undoing(hub);
    String by = "palisade: its time is over";
    return List.of(undoing.undo(subject.finding(), item, by, true, false, deadline));
  }

  private ResourceRef ref(Event event) {
    String account = text(event, "account");
    if (!places.governs(account)) {
      throw new IllegalArgumentException("account " + account + " is not governed");
    }
    String region = text(event, "region");
    String type = event.detail().path("type").asText("");
    String resource = text(event, "resource");
    return intake.reaches().stream()
        .flatMap(reach -> reach.kind().types().stream())
        .filter(one -> type.isEmpty() ? isOf(one, resource) : one.name().equals(type))
        .findFirst()
        .map(one ->
            Arn.looksLike(resource)
                ? one.ref(account, region, Arn.parse(resource))
                : one.ref(account, region, resource))
        .orElseGet(() -> new ResourceRef(type, resource, resource, account, region));
  }

  private static boolean isOf(ResourceType type, String resource) {
    return Arn.looksLike(resource) && type.matches(Arn.parse(resource));
  }

  private static String text(Event event, String member) {
    String value = event.detail().path(member).asText("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(event.detailType() + " needs " + member);
    }
    return value;
  }

  private EventEnd ended(Event event, List<String> cases, String reason) {
    EventEnd end = new EventEnd(event.id(), hub.domain(), cases, reason, hub.now());
    hub.store().ended(end);
    return end;
  }
}
