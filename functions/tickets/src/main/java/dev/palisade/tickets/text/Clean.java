package dev.palisade.tickets.text;

import java.util.regex.Pattern;

/** Takes out of untrusted text what makes it look like something else than it is. */
public final class Clean {

  // Control characters but line feed and tab, and what turns the direction of writing.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private static final String CUT = "…";

  private Clean() {}

  /** Text of several lines, without unseen characters. */
  public static String lines(String text) {
    return UNSEEN.matcher(text.replace("\r\n", "\n")).replaceAll("");
  }

  /** Text in one line. */
  public static String line(String text) {
    return lines(text).replaceAll("\\s+", " ").strip();
  }

  /** A text of at most a number of characters, whose last says that it was cut. */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Math.max(0, longest - CUT.length());
    // Never half of a character that takes two.
    boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end) + CUT;
  }
}
