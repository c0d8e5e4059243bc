package dev.palisade.policy;

import dev.palisade.core.policy.Spans;
import java.util.Arrays;
import java.util.Optional;

/** Texts that must have a form: what the schema asks for, and how to say it to people. */
enum Form {
  /** A length of time. */
  TIME("^" + Spans.PATTERN + "$", "write a whole number and s, m, h, d or w, as 30m, 2h or 7d"),
  /** An hour of the day. */
  HOUR("^([01][0-9]|2[0-3]):[0-5][0-9]$", "write it as HH:MM, from 00:00 to 23:59, in quotes"),
  /** A point in time. */
  INSTANT(
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
      "write it in UTC, as 2026-12-20T00:00:00Z"),
  /** A tag with its value. */
  TAG("^[^=]+=.*$", "write a tag as key=value");

  private final String pattern;
  private final String words;

  Form(String pattern, String words) {
    this.pattern = pattern;
    this.words = words;
  }

  String pattern() {
    return pattern;
  }

  /** What a pattern asks for, in words. */
  static String words(String pattern) {
    Optional<Form> form =
        Arrays.stream(values()).filter(one -> one.pattern.equals(pattern)).findFirst();
    return form.map(one -> one.words).orElse("it must fit " + pattern);
  }
}
