package dev.palisade.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.hub.Follow;
import dev.palisade.cli.pipeline.Workplace.Area;
import dev.palisade.cli.pipeline.Workplace.Located;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.platform.function.DomainModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Sends requests to the deployed functions and watches what becomes of them. */
final class Remote {

  /** A cold function, a queue's delay and a fix fit in. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A change that AWS takes minutes over fits in. */
  static final Duration LONG_PATIENCE = Duration.ofMinutes(15);

  private static final String REPLAY_TYPE = "Palisade Replay";
  private static final Predicate<Case> RESTS =
      item -> !item.state().isOpen() || item.state() == CaseState.AWAITING_APPROVAL;

  private Remote() {}

  /** The resource an ARN names, for a request: account and region by the ARN, else as told. */
  static Located locate(List<DomainModule> domains, String text, Palisade palisade) {
    Arn arn = Arn.parse(text);
    String account = arn.account().isEmpty() ? told(palisade.target().account()) : arn.account();
    for (DomainModule module : domains) {
      for (ResourceKind<?, ?> kind : module.domain().kinds()) {
        for (ResourceType type : kind.types()) {
          if (type.matches(arn)) {
            return new Located(
                new Area(module.domain().name(), List.of()),
                type.ref(account, region(arn, palisade), arn));
          }
        }
      }
    }
    throw new IllegalArgumentException("no control judges " + text);
  }

  private static String told(@org.jspecify.annotations.Nullable String account) {
    if (account == null) {
      throw new IllegalArgumentException("the ARN names no account; say --account");
    }
    return account;
  }

  private static String region(Arn arn, Palisade palisade) {
    if (!arn.region().isEmpty()) {
      return arn.region();
    }
    String region = palisade.target().region();
    if (region == null || arn.service().equals("iam")) {
      return "us-east-1";
    }
    return region;
  }

  /** Asks for a fix and follows its cases until they rest. */
  static List<Case> fixed(Desk desk, Console console, Located located, String control) {
    return sent(desk, console, desk.fix(located.domain().domain(), located.ref(), control));
  }

  /** Follows the cases of a request until they rest. */
  static List<Case> sent(Desk desk, Console console, String event) {
    console.say("sent as event " + event);
    Follow follow = CaseText.following(desk, console);
    List<EventEnd> ends = follow.endings(event, 1, PATIENCE);
    return followed(follow, console, ends, event);
  }

  /**
   * Sends a recorded event through the system and follows its cases until they rest.
   *
   * @param keepId whether it goes out under its own id, as a duplicate of what was handled before
   */
  static List<Case> replayed(Desk desk, Console console, JsonNode recorded, boolean keepId) {
    JsonNode event = keepId ? recorded : renamed(recorded);
    ObjectNode detail = Codec.plain().createObjectNode();
    detail.set("event", event);
    desk.sender().send(PalisadeEvents.REPLAY, REPLAY_TYPE, detail);
    String happening = Event.of(event).happening();
    console.say("sent as " + happening);
    Follow follow = CaseText.following(desk, console);
    List<EventEnd> ends = follow.endings(happening, desk.domains().size(), PATIENCE);
    return followed(follow, console, ends, happening);
  }

  private static JsonNode renamed(JsonNode recorded) {
    ObjectNode event = recorded.deepCopy();
    event.put("id", UUID.randomUUID().toString());
    if (event.path("detail") instanceof ObjectNode detail && detail.has("eventID")) {
      detail.put("eventID", UUID.randomUUID().toString());
    }
    return event;
  }

  private static List<Case> followed(
      Follow follow, Console console, List<EventEnd> ends, String event) {
    if (ends.isEmpty()) {
      throw Failure.because(
          "nothing was recorded of event %s within %d s; palisade doctor looks for the reason"
              .formatted(event, PATIENCE.toSeconds()));
    }
    List<Case> cases = new ArrayList<>();
    for (EventEnd end : ends) {
      if (end.cases().isEmpty()) {
        console.say(end.domain() + ": " + end.reason());
      }
      for (String id : end.cases()) {
        cases.add(follow.until(id, 0, RESTS, LONG_PATIENCE));
      }
    }
    return cases;
  }
}
