package dev.palisade.page.route;

import java.util.Arrays;
import java.util.Locale;

/** What was just done, as the address of the next page names it: nobody can put words there. */
enum Done {
  APPROVED("You approved the plan."),
  DENIED("You denied the plan; nothing is changed."),
  TICKETED("A ticket is being opened; nothing is changed."),
  EXEMPTED("The exemption is given."),
  ENDED("The exemption has ended; its findings are judged again."),
  FROZEN("All writes are stopped."),
  UNFROZEN("The freeze is lifted; what it kept goes on."),
  UNDOING("It is being undone; the timeline says how it went."),
  UNDOING_ALL("All of it is being undone, most recent first.");

  private final String words;

  Done(String words) {
    this.words = words;
  }

  /** The address that says so. */
  String at(String path) {
    return path + "?done=" + name().toLowerCase(Locale.ROOT);
  }

  /** The words an address asks for, or empty. */
  static String words(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
        .map(one -> one.words)
        .findFirst()
        .orElse("");
  }
}
