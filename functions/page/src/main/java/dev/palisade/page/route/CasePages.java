package dev.palisade.page.route;

import dev.palisade.core.cases.Case;
import dev.palisade.page.http.Answer;
import dev.palisade.page.view.CaseDetail;
import dev.palisade.page.view.CaseList;
import dev.palisade.page.view.Filter;
import dev.palisade.page.view.Pages;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.store.CaseBook;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Cases: the list, one of them, and what people do with it.
 *
 * @param desk checks and does all of it
 * @param book knows tickets, which the desk does not
 * @param catalogue the controls' words
 */
record CasePages(FrontDesk desk, CaseBook book, Catalogue catalogue) {

  Answer list(Visit visit) {
    Filter filter = Filter.of(visit.request().parameters());
    List<Case> cases =
        filter
            .only()
            .map(state -> desk.cases(visit.person(), state))
            .orElseGet(() -> desk.cases(visit.person()));
    return Answer.html(
        200,
        Pages.of(
            "cases",
            visit.frame().of("Cases", "cases"),
            Map.of("list", CaseList.of(cases, filter, visit.now()))));
  }

  Answer show(Visit visit, String id) {
    Case item = desk.find(visit.person(), id);
    CaseDetail detail =
        CaseDetail.of(
            item,
            catalogue.control(item.control()),
            book.ticket(id),
            desk.objection(visit.person(), item),
            visit.frame(),
            visit.now());
    return Answer.html(
        200, Pages.of("case", visit.frame().of(item.title(), "cases"), Map.of("item", detail)));
  }

  Answer decide(Visit visit, String id) {
    String reason = visit.needed("reason", "The reason");
    String plan = visit.needed("plan", "The plan that was shown");
    Done done =
        switch (visit.request().field("answer")) {
          case "approve" -> {
            desk.decide(visit.person(), id, plan, true, reason);
            yield Done.APPROVED;
          }
          case "deny" -> {
            desk.decide(visit.person(), id, plan, false, reason);
            yield Done.DENIED;
          }
          case "ticket" -> {
            desk.ticket(visit.person(), id, reason);
            yield Done.TICKETED;
          }
          default -> throw new InvalidException("The answer is missing.");
        };
    return Answer.see(done.at("/cases/" + id));
  }

  Answer exempt(Visit visit, String id) {
    desk.exemptions()
        .forCase(visit.person(), id, visit.needed("reason", "The reason"), days(visit));
    return Answer.see(Done.EXEMPTED.at("/cases/" + id));
  }

  /** How long an exemption is to last. */
  static Duration days(Visit visit) {
    String days = visit.needed("days", "The number of days");
    if (!days.matches("[1-9][0-9]{0,3}")) {
      throw new InvalidException("The number of days is no number.");
    }
    return Duration.ofDays(Long.parseLong(days));
  }

  Answer undo(Visit visit, String id) {
    desk.undo(visit.person(), id, visit.ticked("force"));
    return Answer.see(Done.UNDOING.at("/cases/" + id));
  }
}
