package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.ExemptionsChangedException;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.MalformedEventException;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The way of an event through a domain, steps 1 to 7. Every message ends: in cases, ignored for a
 * reason, or by an exception that sends it back to the queue ({@link RetryLaterException}) or to
 * the dead letters ({@link MalformedEventException}, {@link IllegalArgumentException}).
 */
public final class Responder {

  private static final Set<String> HUB_ONLY =
      Set.of(
          PalisadeEvents.REQUEST,
          PalisadeEvents.REPLAY,
          PalisadeEvents.SCHEDULE,
          PalisadeEvents.SCOPE);

  private final Hub hub;
  private final Intake intake;
  private final OwnEvents own;
  private final CaseFlow flow;
  private final RequestDesk desk;
  private final List<Watcher> watchers;
  private final String hubAccount;
  private final Sweep.Places places;

  /** The responder of a domain. */
  public Responder(
      Hub hub,
      List<Reach<?, ?>> reaches,
      List<Watcher> watchers,
      String hubAccount,
      Sweep.Places places) {
    this.hub = hub;
    this.watchers = List.copyOf(watchers);
    this.intake = new Intake(reaches);
    this.own = new OwnEvents(hub);
    this.flow = new CaseFlow(hub);
    this.desk = new RequestDesk(hub, intake, flow, watchers, places);
    this.hubAccount = hubAccount;
    this.places = places;
  }

  /**
   * Handles one message.
   *
   * @param attempt 1 for the first delivery
   * @param deadline until when this invocation may work
   * @return how it ended, already recorded
   */
  public EventEnd handle(JsonNode message, int attempt, Instant deadline) {
    Event event = Event.of(message);
    try {
      return decided(event, attempt, deadline);
    } catch (ContendedException e) {
      throw new RetryLaterException(String.valueOf(e.getMessage()), e);
    }
  }

  // As if it had come again: with the exemptions of now.
  private EventEnd decided(Event event, int attempt, Instant deadline) {
    try {
      return dispatch(event, attempt, deadline);
    } catch (ExemptionsChangedException e) {
      return dispatch(event, attempt, deadline);
    }
  }

  private EventEnd dispatch(Event event, int attempt, Instant deadline) {
    if (!HUB_ONLY.contains(event.source())) {
      return observe(event, attempt, deadline);
    }
    if (!event.account().equals(hubAccount)) {
      return ignore(event, event.source() + " is accepted from the hub account only");
    }
    return event.source().equals(PalisadeEvents.REPLAY)
        ? replay(event, attempt, deadline)
        : desk.handle(event, deadline);
  }

  // Its envelope is text that somebody sent, so its account is only believed if it is governed.
  private EventEnd replay(Event event, int attempt, Instant deadline) {
    Event recorded = Event.of(event.detail().path("event"));
    return places.governs(recorded.account())
        ? observe(recorded, attempt, deadline)
        : ignore(event, "account " + recorded.account() + " is not governed");
  }

  private EventEnd observe(Event event, int attempt, Instant deadline) {
    Intake.Seen seen = intake.of(event);
    List<Case> cases = new ArrayList<>();
    List<String> reasons = new ArrayList<>(seen.rejected());
    watchers.stream()
        .filter(watcher -> watcher.waitsFor(event))
        .forEach(watcher -> reasons.add(watcher.see(event)));
    if (seen.sightings().isEmpty()) {
      return ignore(
          event,
          reasons.isEmpty()
              ? "no control of this domain waits for it"
              : String.join("; ", reasons));
    }
    // One resource that can't be reached must not keep the others from being looked at.
    List<RuntimeException> faults = new ArrayList<>();
    for (Sighting<?, ?> sighting : seen.sightings()) {
      try {
        look(sighting, event, attempt, deadline, cases, reasons);
      } catch (RuntimeException e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      throw ofAll(faults);
    }
    return conclude(event, cases, reasons);
  }

  // One that passes comes first: the message must come again, whatever else is wrong for good.
  private static RuntimeException ofAll(List<RuntimeException> faults) {
    RuntimeException first =
        faults.stream().filter(Responder::passes).findFirst().orElse(faults.getFirst());
    faults.stream().filter(one -> one != first).forEach(first::addSuppressed);
    return first;
  }

  private static boolean passes(RuntimeException fault) {
    return fault instanceof RetryLaterException
        || fault instanceof ContendedException
        || (fault instanceof GatewayException gateway
            && gateway.kind() == GatewayException.Kind.RETRY);
  }

  private <S extends ResourceState, C extends Change<S, C>> void look(
      Sighting<S, C> sighting,
      Event event,
      int attempt,
      Instant deadline,
      List<Case> cases,
      List<String> reasons) {
    TagWrites.of(event, hub.policy().get().exemptions().keys())
        .forEach(setter -> hub.store().noteTag(sighting.ref(), setter));
    Standing standing = hub.store().standing(sighting.ref());
    if (own.byOurRole(event)) {
      var confirmed = own.confirmedBy(event, standing);
      if (confirmed.isPresent()) {
        reasons.add("our own change of case " + confirmed.get().id());
        return;
      }
      own.alarm(event, sighting.ref().arn());
    }
    Judge.Judgement<S, C> judgement =
        Judge.judge(
            sighting,
            sighting.reach().gateways().open(sighting.ref(), Access.REMEDIATE),
            standing,
            hub.policy().get(),
            hub.now());
    if (!judgement.state().exists() && judgement.findings().isEmpty() && isNew(event, attempt)) {
      throw new RetryLaterException(sighting.ref() + " can't be read yet");
    }
    cases.addAll(flow.follow(sighting, judgement, CaseFlow.origin(event, sighting, hub), deadline));
    judgement.findings().stream()
        .filter(finding -> !finding.scope().ai())
        .forEach(finding -> reasons.add(finding.spec().id() + ": " + finding.scope().why()));
    judgement.held().forEach(id -> reasons.add(id + " holds for " + sighting.ref().id()));
    if (!judgement.state().exists()) {
      reasons.add(sighting.ref() + " does not exist any more");
    }
  }

  // What was made a moment ago may not be readable yet; after the third look it is gone for good.
  private static boolean isNew(Event event, int attempt) {
    String name = event.detail().path("eventName").asText("");
    return attempt < 3 && (name.startsWith("Create") || name.startsWith("Run"));
  }

  private EventEnd conclude(Event event, List<Case> cases, List<String> reasons) {
    EventEnd end =
        new EventEnd(
            event.happening(),
            hub.domain(),
            cases.stream().map(Case::id).distinct().toList(),
            cases.isEmpty() ? String.join("; ", reasons) : "",
            hub.now());
    // A case that this event opened was written together with the event's end.
    boolean written =
        cases.size() == 1 && cases.getFirst().origin().happening().equals(event.happening());
    if (!written) {
      hub.store().ended(end);
    }
    return end;
  }

  private EventEnd ignore(Event event, String reason) {
    EventEnd end = new EventEnd(event.happening(), hub.domain(), List.of(), reason, hub.now());
    hub.store().ended(end);
    return end;
  }
}
