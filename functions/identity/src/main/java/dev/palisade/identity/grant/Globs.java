package dev.palisade.identity.grant;

import java.util.Locale;
import java.util.regex.Pattern;

/** IAM's wildcards: {@code *} for any text, {@code ?} for one character. */
final class Globs {

  private Globs() {}

  /** Whether a pattern matches a text; case counts. */
  static boolean matches(String pattern, String text) {
    return regex(pattern, ".").matcher(text).matches();
  }

  /**
   * Whether a pattern matches everything that another matches, as far as that can be proved: a
   * {@code ?} of the first must not stand for a {@code *} of the second.
   */
  static boolean covers(String pattern, String other) {
    return regex(pattern, "[^*]").matcher(other).matches();
  }

  /** The spelling in which actions are compared: their case does not count. */
  static String action(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Pattern regex(String pattern, String one) {
    StringBuilder regex = new StringBuilder();
    for (int index = 0; index < pattern.length(); index++) {
      char c = pattern.charAt(index);
      regex.append(c == '*' ? ".*" : c == '?' ? one : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
