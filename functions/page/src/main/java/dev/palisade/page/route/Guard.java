package dev.palisade.page.route;

import dev.palisade.page.http.Request;
import dev.palisade.page.session.Session;
import dev.palisade.page.session.Token;
import java.util.Optional;

/**
 * Whether a form comes from one of our own pages: by what the browser says of where it comes from,
 * and by what only our pages of this session carry. Either alone would do; browsers have had holes.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata</a>
 */
final class Guard {

  private Guard() {}

  /** What speaks against a form, for the log; empty if nothing does. */
  static Optional<String> objection(Request request, Session session, String address) {
    String site = request.header("sec-fetch-site");
    String origin = request.header("origin");
    if (site.isEmpty() && origin.isEmpty()) {
      return Optional.of("neither Origin nor Sec-Fetch-Site");
    }
    if (!site.isEmpty() && !site.equals("same-origin")) {
      return Optional.of("Sec-Fetch-Site " + site);
    }
    if (!origin.isEmpty() && !origin.equals(address)) {
      return Optional.of("Origin is another");
    }
    return Token.same(request.field("csrf"), session.csrf())
        ? Optional.empty()
        : Optional.of("no token of this session");
  }
}
