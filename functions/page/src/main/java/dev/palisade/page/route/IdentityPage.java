package dev.palisade.page.route;

import dev.palisade.page.http.Answer;
import dev.palisade.page.view.Pages;
import dev.palisade.page.view.Times;
import java.util.Map;

/** Who somebody is here, and what they may do. */
final class IdentityPage {

  private IdentityPage() {}

  static Answer show(Visit visit) {
    return Answer.html(
        200,
        Pages.of(
            "me",
            visit.frame().of("You", "me"),
            Map.of(
                "subject",
                visit.person().subject(),
                "ends",
                Times.of(visit.session().endsAt(), visit.now()).words())));
  }
}
