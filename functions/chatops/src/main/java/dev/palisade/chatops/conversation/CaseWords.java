package dev.palisade.chatops.conversation;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;

/** A case in the words of the chat. */
final class CaseWords {

  private CaseWords() {}

  static String sign(CaseState state) {
    return switch (state) {
      case PLANNED, APPLYING, WAITING -> "⏳";
      case AWAITING_APPROVAL -> "🔔";
      case VERIFIED -> "✅";
      case CONTAINED -> "🛡️";
      case TICKETED -> "🎫";
      case OBSERVED -> "👀";
      case EXEMPT -> "⏸️";
      case DENIED -> "🚫";
      case EXPIRED -> "⌛";
      case STALE, GONE -> "▫️";
      case UNDONE -> "↩️";
      case FAILED -> "❌";
    };
  }

  static String state(CaseState state) {
    return switch (state) {
      case PLANNED -> "Planned";
      case AWAITING_APPROVAL -> "Waits for a decision";
      case APPLYING -> "Being applied";
      case WAITING -> "AWS is still changing it";
      case VERIFIED -> "Fixed, and read again to prove it";
      case CONTAINED -> "Contained; somebody has to recreate it";
      case TICKETED -> "Somebody has to act by hand";
      case OBSERVED -> "Seen only; policy wants no change";
      case EXEMPT -> "Stands for a time";
      case DENIED -> "Denied; nothing was changed";
      case EXPIRED -> "Nobody decided in time; nothing was changed";
      case STALE -> "The resource has changed; a new case follows if there still is a gap";
      case GONE -> "The resource is gone";
      case UNDONE -> "Undone";
      case FAILED -> "Failed";
    };
  }

  /** Who caused it, as exactly as the event says. */
  static String actor(Case item) {
    String principal = item.origin().actor().principal();
    String person = item.origin().person();
    if (principal.isEmpty()) {
      return person.isEmpty() ? "nobody named by the event" : Plain.prose(person);
    }
    return person.isEmpty()
        ? Plain.code(principal) + " (no known person)"
        : "%s as %s".formatted(Plain.prose(person), Plain.code(principal));
  }

  /** Whether something was done that can be put back. */
  static boolean isUndoable(Case item) {
    return item.state().next().contains(CaseState.UNDONE)
        && item.steps().stream()
            .anyMatch(step -> step.reversible() && step.progress() == Step.Progress.DONE);
  }

  /** A case in a line of a list. */
  static String line(Case item) {
    return "%s *%s* %s  %s\n%s · %s"
        .formatted(
            sign(item.state()),
            item.severity(),
            Plain.code(item.id()),
            Plain.prose(item.title(), 200),
            Plain.code(item.resource().arn()),
            state(item.state()));
  }
}
