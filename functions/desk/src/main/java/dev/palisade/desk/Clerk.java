package dev.palisade.desk;

import dev.palisade.core.cases.Case;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.desk.DeskRequest;
import dev.palisade.platform.desk.Exempting;
import dev.palisade.platform.desk.FrontDesk;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Does at the desk what a request asks for; what it returns goes back as JSON.
 *
 * @param desk where it is done
 */
record Clerk(FrontDesk desk) {

  /**
   * Does it.
   *
   * @throws RefusedException if the person may not, or the request makes no sense
   */
  Object act(Person person, DeskRequest request) {
    String id = request.get("case");
    return switch (request.action()) {
      case DECIDE ->
          desk.decide(person, id, request.get("plan"), request.is("yes"), request.get("reason"));
      case TICKET -> Map.of("event", desk.ticket(person, id, request.get("reason")));
      case EXEMPT -> exempt(person, request);
      case END_EXEMPTION -> desk.exemptions().end(person, request.get("id"), request.get("reason"));
      case FREEZE -> desk.freeze(person, request.get("reason"));
      case UNFREEZE -> Map.of("resumed", desk.unfreeze(person));
      case UNDO -> Map.of("event", desk.undo(person, id, request.is("force")));
      case UNDO_ALL ->
          Map.of(
              "cases",
              desk.undoAll(person, since(request), request.is("force")).stream()
                  .map(Case::id)
                  .toList());
      case FIX ->
          Map.of(
              "event",
              desk.fix(
                  person,
                  request.get("domain"),
                  resource(request),
                  request.get("control"),
                  request.is("ask")));
      case QUARANTINE ->
          Map.of(
              "event",
              desk.quarantine(
                  person,
                  request.get("domain"),
                  resource(request),
                  request.get("control"),
                  request.get("reason")));
      case RELEASE ->
          Map.of("event", desk.release(person, id, request.get("reason"), request.is("force")));
    };
  }

  private Exemption exempt(Person person, DeskRequest request) {
    Duration lasts = lasts(request);
    if (!request.get("case").isEmpty()) {
      return desk.exemptions().forCase(person, request.get("case"), request.get("reason"), lasts);
    }
    Match match =
        new Match(
            request.get("resource"),
            request.get("control"),
            request.get("account"),
            request.get("tag"));
    return desk.exemptions()
        .give(
            person,
            new Exempting.Wish(match, request.get("reason"), request.get("owner"), lasts, ""));
  }

  private static ResourceRef resource(DeskRequest request) {
    return new ResourceRef(
        request.get("type"),
        request.get("resource"),
        request.get("resource"),
        request.get("account"),
        request.get("region"));
  }

  private static Duration lasts(DeskRequest request) {
    try {
      return Duration.parse(request.get("lasts"));
    } catch (DateTimeException e) {
      throw new RefusedException("lasts must be a duration such as P7D or PT12H");
    }
  }

  private static Instant since(DeskRequest request) {
    try {
      return Instant.parse(request.get("since"));
    } catch (DateTimeException e) {
      throw new RefusedException("since must be a time such as 2026-11-25T08:00:00Z");
    }
  }
}
