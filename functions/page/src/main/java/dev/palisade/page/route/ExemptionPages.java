package dev.palisade.page.route;

import dev.palisade.core.people.Exemption.Match;
import dev.palisade.page.http.Answer;
import dev.palisade.page.view.ExemptionList;
import dev.palisade.page.view.Pages;
import dev.palisade.platform.desk.Exempting.Wish;
import dev.palisade.platform.desk.FrontDesk;
import java.util.Map;

/**
 * Exemptions: those there are, a wider one, and the end of one.
 *
 * @param desk checks and does all of it
 */
record ExemptionPages(FrontDesk desk) {

  Answer list(Visit visit) {
    ExemptionList list = ExemptionList.of(desk.exemptions().all(visit.person()), visit.now());
    return Answer.html(
        200,
        Pages.of("exemptions", visit.frame().of("Exemptions", "exemptions"), Map.of("list", list)));
  }

  Answer give(Visit visit) {
    Match match =
        new Match(
            visit.optional("resource", "The resource"),
            visit.optional("control", "The control"),
            visit.optional("account", "The account"),
            visit.optional("tag", "The tag"));
    desk.exemptions()
        .give(
            visit.person(),
            new Wish(
                match,
                visit.needed("reason", "The reason"),
                visit.optional("owner", "The owner"),
                CasePages.days(visit),
                ""));
    return Answer.see(Done.EXEMPTED.at("/exemptions"));
  }

  Answer end(Visit visit, String id) {
    desk.exemptions().end(visit.person(), id, visit.needed("reason", "The reason"));
    return Answer.see(Done.ENDED.at("/exemptions"));
  }
}
