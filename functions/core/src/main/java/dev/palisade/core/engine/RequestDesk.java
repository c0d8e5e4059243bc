package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Handles requests of the hub: fixes by hand, decisions, undos, resumptions, sweeps. */
final class RequestDesk {

  private final Hub hub;
  private final Intake intake;
  private final CaseFlow flow;
  private final List<Watcher> watchers;
  private final Sweep.Places places;

  RequestDesk(Hub hub, Intake intake, CaseFlow flow, List<Watcher> watchers, Sweep.Places places) {
    this.hub = hub;
    this.intake = intake;
    this.flow = flow;
    this.watchers = List.copyOf(watchers);
    this.places = places;
  }

  EventEnd handle(Event event, Instant deadline) {
    return switch (event.detailType()) {
      case Requests.FIX, Requests.SCOPE_CHANGE -> judge(event, deadline);
      case Requests.DECISION -> withCase(event, deadline, this::decide);
      case Requests.RESUME -> withCase(event, deadline, this::resume);
      case Requests.UNDO ->
          withCase(
              event,
              deadline,
              (subject, item, at) ->
                  undo(
                      subject,
                      item,
                      text(event, "by"),
                      event.detail().path("force").asBoolean(),
                      at));
      case Requests.LIFT ->
          withCase(event, deadline, (subject, item, at) -> lift(subject, item, at));
      case PalisadeEvents.CANARY -> ended(event, List.of(), "only keeps the version warm");
      case Requests.SWEEP -> spread(event);
      case Requests.SWEEP_PART -> sweep(event);
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
    Judgement<S, C> judgement = flow.judge(sighting);
    String by = event.detail().path("by").asText("");
    Origin origin =
        new Origin(
            event.id(),
            event.source(),
            event.detailType(),
            by.isEmpty() ? Actor.UNKNOWN : new Actor("Person", by, "", event.account(), ""),
            by,
            Map.of(),
            event.time());
    List<Case> cases = flow.follow(sighting, judgement, origin, deadline);
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
    Sighting<?, ?> sighting = intake.named(item.resource(), item.control(), false);
    Case next = work.on(subject(sighting, item), item, deadline);
    return ended(event, List.of(next.id()), "");
  }

  /** Work on a case of whatever kind. */
  @FunctionalInterface
  private interface GenericWork {
    Case on(Subject<?, ?> subject, Case item, Instant deadline);
  }

  private <S extends ResourceState, C extends Change<S, C>> Subject<S, C> subject(
      Sighting<S, C> named, Case item) {
    Sighting<S, C> sighting =
        new Sighting<>(named.reach(), named.ref(), named.controls(), item.origin().facts(), false);
    Judgement<S, C> judgement = flow.judge(sighting);
    Finding<S, C> finding =
        judgement.findings().isEmpty()
            ? Closing.subject(sighting, judgement, judgement.standing().of(item.control()), item)
            : judgement.findings().getFirst();
    return new Subject<>(finding, judgement.standing(), judgement.findings().isEmpty());
  }

  private <S extends ResourceState, C extends Change<S, C>> Case decide(
      Subject<S, C> subject, Case item, Instant deadline) {
    if (item.state() != CaseState.AWAITING_APPROVAL || !item.isApproved()) {
      return item;
    }
    if (subject.holds()) {
      CaseState end = subject.finding().state().exists() ? CaseState.STALE : CaseState.GONE;
      return flow.application()
          .end(item, end, "nothing to mend any more", subject.finding().standing(), null, null);
    }
    return flow.applyApproved(subject.finding(), subject.standing(), item, deadline);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case resume(
      Subject<S, C> subject, Case item, Instant deadline) {
    return item.state() == CaseState.WAITING
        ? flow.resume(subject.finding(), subject.standing(), item, deadline)
        : item;
  }

  private <S extends ResourceState, C extends Change<S, C>> Case undo(
      Subject<S, C> subject, Case item, String by, boolean force, Instant deadline) {
    return new Undoing(hub).undo(subject.finding(), item, by, force, true, deadline);
  }

  private <S extends ResourceState, C extends Change<S, C>> Case lift(
      Subject<S, C> subject, Case item, Instant deadline) {
    return new Undoing(hub)
        .undo(subject.finding(), item, "palisade: its time is over", true, false, deadline);
  }

  private EventEnd spread(Event event) {
    List<Map<String, String>> parts = new ArrayList<>();
    for (String account : places.accounts()) {
      for (String region : places.regions()) {
        parts.add(Map.of("account", account, "region", region));
      }
    }
    places.send(Requests.SWEEP_PART, parts);
    return ended(event, List.of(), "spread over " + parts.size() + " accounts and regions");
  }

  private EventEnd sweep(Event event) {
    String account = text(event, "account");
    String region = text(event, "region");
    // First, so that what they find out is known when the resources are looked at.
    watchers.forEach(watcher -> watcher.sweep(account, region));
    List<Map<String, String>> found = new ArrayList<>();
    for (Reach<?, ?> reach : intake.reaches()) {
      ResourceType any = reach.kind().types().getFirst();
      reach
          .gateways()
          .open(any.ref(account, region, "sweep"), Access.REMEDIATE)
          .list()
          .forEach(ref ->
              found.add(
                  Map.of(
                      "resource",
                      ref.arn(),
                      "type",
                      ref.type(),
                      "account",
                      account,
                      "region",
                      region,
                      "sweep",
                      "true")));
    }
    places.send(Requests.FIX, found);
    return ended(event, List.of(), "sent " + found.size() + " resources to be looked at");
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
