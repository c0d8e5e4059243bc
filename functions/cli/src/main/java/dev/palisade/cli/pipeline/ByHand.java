package dev.palisade.cli.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.pipeline.Workplace.Area;
import dev.palisade.cli.pipeline.Workplace.Located;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.engine.Hub;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.engine.Responder;
import dev.palisade.core.engine.Sweep;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Fixes by hand: the deployed engine over a ledger of files, with the caller's credentials and
 * under the caller's name. Everything asks, whatever policy would enforce; what needs two people
 * can't be done by hand.
 */
public final class ByHand {

  private static final Duration LONGEST = Duration.ofMinutes(14);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Workplace place;
  private final InstantSource clock;
  private final Hub.Pause pause;
  private final Consumer<String> says;
  private final CaseFiles files;

  /**
   * Fixes in a place.
   *
   * @param folder where the ledger is kept
   * @param says where notices go
   */
  public ByHand(
      Workplace place, Path folder, InstantSource clock, Hub.Pause pause, Consumer<String> says) {
    this.place = place;
    this.clock = clock;
    this.pause = pause;
    this.says = says;
    this.files = new CaseFiles(folder, place.standing(), place.freeze(), place.exemptions());
  }

  /** Opens cases for a resource's findings and applies nothing yet. */
  public List<Case> open(Located located, String control) {
    Map<String, String> detail = new HashMap<>();
    detail.put(PalisadeEvents.DOMAIN, located.domain().domain());
    detail.put("resource", located.ref().arn());
    detail.put("type", located.ref().type());
    detail.put("account", located.ref().account());
    detail.put("region", located.ref().region());
    detail.put("control", control);
    detail.put("by", place.caller());
    return cases(handle(located.domain(), request(Requests.FIX, detail)));
  }

  /**
   * Opens cases for what an event names and applies nothing yet.
   *
   * @throws IllegalArgumentException if no control waits for the event, or it is of another account
   */
  public List<Case> open(JsonNode message) {
    // Judged first, so that a wrong account or an unknown event is refused in words.
    new Planner(place, clock).plan(Event.of(message));
    List<Case> opened = new ArrayList<>();
    for (Area area : place.domains()) {
      opened.addAll(cases(handle(area, message)));
    }
    return opened;
  }

  private List<Case> cases(EventEnd end) {
    return end.cases().stream().map(id -> files.find(id).orElseThrow()).toList();
  }

  /** Applies a case that the caller has said yes to, and waits for its end. */
  public Case apply(Case item) {
    Approval approval =
        new Approval(
            place.caller(),
            place.caller(),
            true,
            item.proposal().hash(),
            "applied by hand",
            clock.instant());
    decide(item, approval);
    handle(area(item), request(Requests.DECISION, Map.of("case", item.id())));
    Instant until = clock.instant().plus(LONGEST_WAIT);
    Case now = files.find(item.id()).orElseThrow();
    while (now.state() == CaseState.WAITING && clock.instant().isBefore(until)) {
      says.accept(now.id() + ": AWS is still changing it");
      pause.of(PAUSE);
      handle(area(item), request(Requests.RESUME, Map.of("case", item.id())));
      now = files.find(item.id()).orElseThrow();
    }
    return now;
  }

  /** Records that the caller said no. */
  public Case decline(Case item) {
    return decide(
        item,
        new Approval(
            place.caller(),
            place.caller(),
            false,
            item.proposal().hash(),
            "declined by hand",
            clock.instant()));
  }

  private Case decide(Case item, Approval approval) {
    Case decided = item.decided(approval);
    var standing = files.standing(item.resource()).of(item.control());
    files.save(new Write(decided, standing.with(decided), null, null));
    return decided;
  }

  /** Where a case's ledger is. */
  public Path ledger(Case item) {
    return files.path(item.id());
  }

  private Area area(Case item) {
    return place.domains().stream()
        .filter(area -> area.domain().equals(item.domain()))
        .findFirst()
        .orElseThrow();
  }

  private EventEnd handle(Area area, JsonNode message) {
    Hub hub =
        new Hub(
            area.domain(),
            files,
            new Told(says),
            (time, request, id) -> {
              if (request.equals(Requests.LIFT)) {
                says.accept(id + ": nothing undoes this by itself at " + time + "; do it by hand");
              }
            },
            (issuer, account) -> false,
            this::policy,
            clock,
            pause);
    return new Responder(hub, area.reaches(), List.of(), place.account(), new Here(place.account()))
        .handle(message, 3, clock.instant().plus(LONGEST));
  }

  /** Policy as it is, but asking always, and about everything: the caller named the resource. */
  private Policy policy() {
    Policy own = place.policy();
    return new Policy(
        own.version(),
        Mode.APPROVE,
        Map.of(),
        Map.of(),
        new Policy.ScopeRule("all", own.scope().workloadTag(), own.scope().resources()),
        // Whoever made the change that an event tells of: here the caller decides.
        List.of(new Policy.PersonRule("*", "whoever made the change")),
        own.untouchable(),
        own.critical(),
        own.limits(),
        own.settings());
  }

  private JsonNode request(String detailType, Map<String, String> detail) {
    ObjectNode event = Codec.plain().createObjectNode();
    event.put("id", UUID.randomUUID().toString());
    event.put("source", PalisadeEvents.REQUEST);
    event.put("detail-type", detailType);
    event.put("account", place.account());
    event.put("region", place.region());
    event.put("time", clock.instant().toString());
    ObjectNode members = event.putObject("detail");
    detail.forEach(members::put);
    return event;
  }

  private record Told(Consumer<String> says) implements Hub.Alarms {
    @Override
    public void about(Event event, String subject, String text) {
      raise(subject, text);
    }

    @Override
    public void raise(String subject, String text) {
      says.accept(subject + ": " + text);
    }
  }

  private record Here(String account) implements Sweep.Places {
    @Override
    public boolean governs(String other) {
      return account.equals(other);
    }

    @Override
    public List<String> accounts() {
      return List.of(account);
    }

    @Override
    public List<String> regions() {
      return List.of();
    }

    @Override
    public void send(String detailType, List<Map<String, String>> details) {
      throw new IllegalStateException("nothing is swept by hand");
    }
  }
}
