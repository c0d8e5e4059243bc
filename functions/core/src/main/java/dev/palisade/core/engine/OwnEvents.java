package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * First of the safety order: an event is our own only if its session issuer is exactly our role and
 * the change is in the ledger. The first without the second is an alarm, and the event is judged
 * like anybody's. A session's name proves nothing.
 */
final class OwnEvents {

  /** How far CloudTrail's time of a call may be from the ledger's. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Hub hub;

  OwnEvents(Hub hub) {
    this.hub = hub;
  }

  /** Whether the event's session was issued by one of our roles in its account. */
  boolean byOurRole(Event event) {
    return hub.roles().isOurs(Actor.of(event).issuer(), event.account());
  }

  /** The case whose ledger holds the change that the event reports, or empty. */
  Optional<Case> confirmedBy(Event event, Standing standing) {
    String name = event.detail().path("eventName").asText("");
    return standing.controls().values().stream()
        .flatMap(Standing.OfControl::cases)
        .distinct()
        .flatMap(id -> hub.store().find(id).stream())
        .filter(item -> isNear(item, event) && holds(item, name))
        .findFirst();
  }

  private static boolean isNear(Case item, Event event) {
    return item.updatedAt().plus(WINDOW).isAfter(event.time())
        && item.openedAt().minus(WINDOW).isBefore(event.time());
  }

  // An undo makes the inverse calls, which the ledger keeps as names too.
  private static boolean holds(Case item, String eventName) {
    return item.steps().stream()
        .flatMap(step -> Stream.of(step.event(), step.undoEvent()))
        .filter(recorded -> !recorded.isEmpty())
        .anyMatch(recorded -> isNamed(recorded, eventName));
  }

  // Lambda's event names may carry the API's date: RemovePermission20150331v2.
  private static boolean isNamed(String recorded, String eventName) {
    return eventName.equals(recorded)
        || (eventName.startsWith(recorded) && eventName.matches(".*20\\d{6}(v\\d)?"));
  }

  /** Raises the alarm that somebody uses our role. */
  void alarm(Event event, String resource) {
    String text =
        "%s was called by %s on %s, and no ledger has it: somebody uses Palisade's role"
            .formatted(
                event.detail().path("eventName").asText(event.detailType()),
                Actor.of(event).arn(),
                resource);
    hub.alarms().about(event, "Palisade's role was used by somebody else", text);
  }
}
