package dev.palisade.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text patterns in which {@code *} stands for any text, as in IAM. */
public final class Patterns {

  private Patterns() {}

  /** Whether a text fits a pattern. */
  public static boolean matches(String pattern, String text) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    // Any text: a line break in it must not lead around a pattern.
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  /** Whether a text fits one of some patterns. */
  public static boolean matchesAny(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, text));
  }

  /** Whether one of some patterns names a person; capitals don't matter, nobody is never named. */
  public static boolean name(List<String> patterns, String person) {
    String lower = person.toLowerCase(Locale.ROOT);
    return !person.isBlank()
        && patterns.stream().anyMatch(one -> matches(one.toLowerCase(Locale.ROOT), lower));
  }
}
