package dev.palisade.page.route;

import dev.palisade.core.cases.Case;
import dev.palisade.page.http.Answer;
import dev.palisade.page.view.CaseList;
import dev.palisade.page.view.Filter;
import dev.palisade.page.view.Pages;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.catalogue.Catalogue.Located;
import dev.palisade.platform.desk.FrontDesk;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What operators do: freeze and lift a freeze, have one resource looked at, undo a bad day.
 *
 * @param desk checks and does all of it
 * @param catalogue knows which domain looks after which resource
 */
record OperatorPages(FrontDesk desk, Catalogue catalogue) {

  private static final int LOOK_AGAIN_SECONDS = 4;

  Answer freeze(Visit visit) {
    return Answer.html(
        200,
        Pages.of(
            "freeze", visit.frame().of("Freeze", "freeze"), Map.of("underWay", desk.underWay())));
  }

  Answer stop(Visit visit) {
    desk.freeze(visit.person(), visit.needed("reason", "The reason"));
    return Answer.see(Done.FROZEN.at("/freeze"));
  }

  Answer lift(Visit visit) {
    desk.unfreeze(visit.person());
    return Answer.see(Done.UNFROZEN.at("/freeze"));
  }

  Answer fixForm(Visit visit) {
    return Answer.html(200, Pages.of("fix", visit.frame().of("Fix one resource", "fix"), Map.of()));
  }

  Answer fix(Visit visit) {
    Located located = located(visit);
    String control = visit.optional("control", "The control");
    if (!control.isEmpty() && catalogue.control(control).isEmpty()) {
      throw new InvalidException("There is no control " + control + ".");
    }
    String event = desk.fix(visit.person(), located.domain(), located.ref(), control, true);
    return Answer.see("/fix/" + event);
  }

  private Located located(Visit visit) {
    try {
      return catalogue
          .locate(
              visit.needed("arn", "The ARN"),
              visit.optional("account", "The account"),
              visit.optional("region", "The region"))
          .orElseThrow(
              () -> new InvalidException("Palisade looks after no resource of that kind."));
    } catch (IllegalArgumentException e) {
      throw new InvalidException(e.getMessage() + ".");
    }
  }

  /** What became of a request: its cases, once there are any. */
  Answer asked(Visit visit, String event) {
    List<Case> cases =
        desk.cases(visit.person()).stream()
            .filter(item -> item.origin().happening().equals(event))
            .toList();
    CaseList list = CaseList.of(cases, new Filter(Filter.ALL, "", "", "", "", 1), visit.now());
    var frame = visit.frame().of("What was found", "fix");
    return Answer.html(
        200,
        Pages.of(
            "asked",
            cases.isEmpty() ? frame.again(LOOK_AGAIN_SECONDS) : frame,
            Map.of("list", list, "event", event)));
  }

  Answer undoForm(Visit visit) {
    String hourAgo =
        LocalDateTime.ofInstant(visit.now().minus(Duration.ofHours(1)), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
    return Answer.html(
        200, Pages.of("undo", visit.frame().of("Undo", "undo"), Map.of("since", hourAgo)));
  }

  Answer undo(Visit visit) {
    if (!visit.ticked("sure")) {
      throw new InvalidException("Tick that you know that gaps will be open again.");
    }
    desk.undoAll(visit.person(), since(visit), visit.ticked("force"));
    return Answer.see(Done.UNDOING_ALL.at("/cases"));
  }

  private static Instant since(Visit visit) {
    try {
      return LocalDateTime.parse(visit.needed("since", "The time")).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new InvalidException("The time is none.");
    }
  }
}
