package dev.palisade.cli.report;

import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.Admission;

/** Why a finding still stands. */
public enum Why {
  WAITS("waits for a decision"),
  FROZEN("would be fixed, but a freeze is in force"),
  BRAKED("would be fixed, but a limit or the backlog guard stopped it"),
  UNDER_WAY("being fixed"),
  TICKETED("a person has to act by hand"),
  OBSERVED("policy only observes"),
  EXEMPTED("exempted for a time"),
  DENIED("a person said no"),
  EXPIRED("nobody decided in time"),
  UNDONE("fixed, and put back by a person or when its time was over"),
  FAILED("the fix did not work"),
  CONTAINED("contained until a person recreates the resource");

  private final String words;

  Why(String words) {
    this.words = words;
  }

  /** The reason in words. */
  public String words() {
    return words;
  }

  /**
   * Why the finding of a case stands.
   *
   * @throws IllegalArgumentException if it does not stand
   */
  static Why of(Case item) {
    return switch (item.state()) {
      case AWAITING_APPROVAL -> asked(item);
      case OBSERVED -> item.reason().equals(Admission.BACKLOG.why()) ? BRAKED : OBSERVED;
      case PLANNED, APPLYING, WAITING -> UNDER_WAY;
      case TICKETED -> TICKETED;
      case EXEMPT -> EXEMPTED;
      case DENIED -> DENIED;
      case EXPIRED -> EXPIRED;
      case UNDONE -> UNDONE;
      case FAILED -> FAILED;
      case CONTAINED -> CONTAINED;
      case VERIFIED, STALE, GONE ->
          throw new IllegalArgumentException(item.id() + " does not stand: " + item.state());
    };
  }

  private static Why asked(Case item) {
    if (item.reason().equals(Admission.FROZEN.why())) {
      return FROZEN;
    }
    return item.reason().equals(Admission.ACCOUNT_LIMIT.why())
            || item.reason().equals(Admission.CONTROL_LIMIT.why())
        ? BRAKED
        : WAITS;
  }
}
