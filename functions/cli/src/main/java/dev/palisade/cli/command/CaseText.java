package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.hub.Follow;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.Collection;

/** Cases in words for a terminal. */
final class CaseText {

  private CaseText() {}

  /** A case in a line. */
  static String line(Console console, Case item) {
    return "%s  %s  %s  %s: %s"
        .formatted(
            item.id(),
            state(console, item.state()),
            item.control(),
            item.resource().arn(),
            item.reason());
  }

  /** A state in its colour. */
  static String state(Console console, CaseState state) {
    return console.tint(
        switch (state) {
          case VERIFIED, CONTAINED -> Tint.GREEN;
          case FAILED -> Tint.RED;
          case AWAITING_APPROVAL, TICKETED, EXPIRED, DENIED -> Tint.YELLOW;
          default -> Tint.BLUE;
        },
        state.name());
  }

  /** A watch that tells each stage on standard error. */
  static Follow following(Desk desk, Console console) {
    return new Follow(desk, (item, entry) -> console.say(stage(console, item, entry)));
  }

  private static String stage(Console console, Case item, AuditEntry entry) {
    String time = entry.at().toString();
    return "  %s  %s  %s  %s (%s)"
        .formatted(
            console.tint(Tint.DIM, time.substring(11, Math.min(19, time.length()))),
            item.id(),
            state(console, CaseState.valueOf(entry.stage())),
            entry.note(),
            entry.by());
  }

  /** 0 if all ended well, 1 if one failed, 2 if something remains. */
  static int exit(Collection<Case> cases) {
    if (cases.stream().anyMatch(item -> item.state() == CaseState.FAILED)) {
      return Exit.FAILED;
    }
    return cases.stream().allMatch(CaseText::isDone) ? Exit.DONE : Exit.REMAINS;
  }

  private static boolean isDone(Case item) {
    return switch (item.state()) {
      case VERIFIED, CONTAINED, UNDONE, STALE, GONE, EXEMPT -> true;
      case PLANNED,
          AWAITING_APPROVAL,
          APPLYING,
          WAITING,
          TICKETED,
          OBSERVED,
          DENIED,
          EXPIRED,
          FAILED ->
          false;
    };
  }
}
