package dev.palisade.page.view;

import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * What is around every page.
 *
 * @param title of the page
 * @param current which place of the navigation it belongs to, {@code cases}
 * @param signedIn who looks at it; empty text where nobody is signed in
 * @param role what they may do at most, in words
 * @param decides whether they may decide on cases
 * @param operates whether they may freeze, undo, exempt and start fixes
 * @param csrf what forms carry; empty where nobody is signed in
 * @param frozen the freeze in force in a sentence, or empty
 * @param done what was just done, in a sentence, or empty
 * @param refresh seconds after which the page is asked for again; 0 for never
 */
public record Frame(
    String title,
    String current,
    String signedIn,
    String role,
    boolean decides,
    boolean operates,
    String csrf,
    String frozen,
    String done,
    int refresh) {

  /** A frame for somebody who is not signed in. */
  public static Frame outside(String title) {
    return new Frame(title, "", "", "", false, false, "", "", "", 0);
  }

  /** A frame for somebody who is. */
  public static Frame inside(
      Person person, Optional<Role> role, String csrf, Optional<Freeze> freeze, Instant now) {
    return new Frame(
        "",
        "",
        person.id(),
        words(role),
        role.filter(own -> own.compareTo(Role.APPROVER) >= 0).isPresent(),
        role.filter(own -> own == Role.OPERATOR).isPresent(),
        csrf,
        freeze.map(one -> words(one, now)).orElse(""),
        "",
        0);
  }

  private static String words(Freeze freeze, Instant now) {
    Times.Moment since = Times.of(freeze.since(), now);
    return "%s stopped all writes on %s: %s".formatted(freeze.by(), since.words(), freeze.reason());
  }

  /** A role in words. */
  static String words(Optional<Role> role) {
    return role.map(own ->
            switch (own) {
              case VIEWER -> "viewer";
              case APPROVER -> "approver";
              case OPERATOR -> "operator";
            })
        .orElse("no role");
  }

  /** The same around a page. */
  public Frame of(String pageTitle, String place) {
    return new Frame(
        pageTitle, place, signedIn, role, decides, operates, csrf, frozen, done, refresh);
  }

  /** The same with what was just done. */
  public Frame after(String what) {
    return new Frame(
        title, current, signedIn, role, decides, operates, csrf, frozen, what, refresh);
  }

  /** The same, asked for again after some seconds. */
  public Frame again(int seconds) {
    return new Frame(
        title, current, signedIn, role, decides, operates, csrf, frozen, done, seconds);
  }

  /** {@code page} for the place of the navigation that one is at, else {@code false}. */
  public String at(String place) {
    return place.equals(current) ? "page" : "false";
  }
}
