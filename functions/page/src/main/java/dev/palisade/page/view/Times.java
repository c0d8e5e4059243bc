package dev.palisade.page.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words; all in UTC, since the page does not know where its reader is. */
public final class Times {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** A time as seen from another. */
  public static Moment of(Instant time, Instant now) {
    return new Moment(time.toString(), FORMAT.format(time), distance(time, now));
  }

  /**
   * A time as it is shown.
   *
   * @param exact for machines, ISO 8601
   * @param words {@code 25 Nov 2026, 10:00 UTC}
   * @param distance {@code in 2 h 10 min}, {@code 3 days ago}
   */
  public record Moment(String exact, String words, String distance) {}

  private static String distance(Instant time, Instant now) {
    Duration between = Duration.between(now, time);
    String span = span(between.abs());
    if (span.isEmpty()) {
      return "now";
    }
    return between.isNegative() ? span + " ago" : "in " + span;
  }

  private static String span(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 1) {
      return "";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 48 * 60) {
      long rest = minutes % 60;
      return minutes / 60 + " h" + (rest == 0 ? "" : " " + rest + " min");
    }
    return minutes / (24 * 60) + " days";
  }
}
