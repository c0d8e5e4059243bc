package dev.palisade.page.route;

import dev.palisade.core.people.Person;
import dev.palisade.page.http.Request;
import dev.palisade.page.session.Session;
import dev.palisade.page.view.Frame;
import java.time.Instant;

/**
 * Somebody who is signed in asks for something.
 *
 * @param request what they ask for
 * @param session who they are
 * @param frame what is around the page they get
 * @param now when
 */
record Visit(Request request, Session session, Frame frame, Instant now) {

  Person person() {
    return session.person();
  }

  /**
   * A text that a form must have.
   *
   * @throws InvalidException if it is left out or too long
   */
  String needed(String field, String words) {
    String text = request.field(field);
    if (text.isEmpty()) {
      throw new InvalidException(words + " is missing.");
    }
    return atMost(text, words);
  }

  /** A text that a form may have, or empty. */
  String optional(String field, String words) {
    return atMost(request.field(field), words);
  }

  private static String atMost(String text, String words) {
    if (text.length() > 1_000) {
      throw new InvalidException(words + " is longer than 1000 letters.");
    }
    return text;
  }

  /** Whether a box is ticked. */
  boolean ticked(String field) {
    return request.field(field).equals("yes");
  }
}
