package dev.palisade.core.cases;

import java.time.Instant;
import java.util.List;

/**
 * What people are asked about a case's plan, fixed when they are asked.
 *
 * @param remindAt when they are reminded
 * @param deadline until when they may decide
 * @param atExpiry what happens then
 * @param groups the approver groups that may decide; empty where policy names none
 */
public record Question(Instant remindAt, Instant deadline, AtExpiry atExpiry, List<String> groups) {

  public Question {
    groups = List.copyOf(groups);
  }

  /** What happens where nobody decided in time. */
  public enum AtExpiry {
    /** A ticket is opened; nothing is changed. */
    TICKET("a ticket is opened, and nothing is changed"),
    /** The plan is applied, if it is still the same and can be undone. */
    ENFORCE("the plan is applied"),
    /** The finding stays as it is, and the case ends as expired. */
    LEAVE("nothing is changed");

    private final String words;

    AtExpiry(String words) {
      this.words = words;
    }

    /** What happens, in words. */
    public String words() {
      return words;
    }
  }
}
