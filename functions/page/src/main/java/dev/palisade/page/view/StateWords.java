package dev.palisade.page.view;

import dev.palisade.core.cases.CaseState;

/** Where a case stands, in words and in the colour of its badge. */
public final class StateWords {

  private StateWords() {}

  /** The state in a few words. */
  public static String of(CaseState state) {
    return switch (state) {
      case PLANNED -> "Planned";
      case AWAITING_APPROVAL -> "Waits for a decision";
      case APPLYING -> "Being applied";
      case WAITING -> "AWS is changing it";
      case VERIFIED -> "Fixed and proven";
      case CONTAINED -> "Contained";
      case TICKETED -> "Somebody acts by hand";
      case OBSERVED -> "Seen only";
      case EXEMPT -> "Exempt";
      case DENIED -> "Denied";
      case EXPIRED -> "Nobody decided";
      case STALE -> "Resource changed";
      case GONE -> "Resource gone";
      case UNDONE -> "Undone";
      case FAILED -> "Failed";
    };
  }

  /** {@code good}, {@code warn}, {@code bad} or {@code calm}. */
  static String tone(CaseState state) {
    return switch (state) {
      case VERIFIED -> "good";
      case AWAITING_APPROVAL, APPLYING, WAITING, PLANNED, TICKETED, CONTAINED -> "warn";
      case FAILED, EXPIRED -> "bad";
      case OBSERVED, EXEMPT, DENIED, STALE, GONE, UNDONE -> "calm";
    };
  }
}
