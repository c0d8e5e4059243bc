package dev.palisade.cli.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that a report is about: what happened at its beginning is in it, what happened at its
 * end is not.
 *
 * @param since its beginning
 * @param until its end
 */
public record Period(Instant since, Instant until) {

  /** How far apart the points of a chart are; borders are those of UTC. */
  public enum Step {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH
  }

  /**
   * A period.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public Period {
    if (until.isBefore(since)) {
      throw new IllegalArgumentException("a period that ends before it begins");
    }
  }

  /** The time until now; what happened this very instant is in it. */
  public static Period untilNow(Instant since, Instant now) {
    return new Period(since.isAfter(now) ? now : since, now.plusNanos(1));
  }

  /** Whether an instant is in it. */
  public boolean has(Instant at) {
    return !at.isBefore(since) && at.isBefore(until);
  }

  /** The step at which a chart of it is neither bare nor crowded. */
  @JsonProperty
  public Step step() {
    Duration length = Duration.between(since, until);
    if (length.compareTo(Duration.ofMinutes(90)) <= 0) {
      return Step.MINUTE;
    }
    if (length.compareTo(Duration.ofDays(3)) <= 0) {
      return Step.HOUR;
    }
    if (length.compareTo(Duration.ofDays(100)) <= 0) {
      return Step.DAY;
    }
    return length.compareTo(Duration.ofDays(700)) <= 0 ? Step.WEEK : Step.MONTH;
  }

  /** The ends of its steps, in order; the last is its end. */
  public List<Instant> ends() {
    Step step = step();
    List<Instant> ends = new ArrayList<>();
    for (ZonedDateTime at = next(floor(since, step), step);
        at.toInstant().isBefore(until);
        at = next(at, step)) {
      ends.add(at.toInstant());
    }
    ends.add(until);
    return ends;
  }

  private static ZonedDateTime floor(Instant at, Step step) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    return switch (step) {
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> time.truncatedTo(ChronoUnit.DAYS);
      case WEEK ->
          time.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.firstDayOfMonth());
    };
  }

  private static ZonedDateTime next(ZonedDateTime at, Step step) {
    return switch (step) {
      case MINUTE -> at.plusMinutes(1);
      case HOUR -> at.plusHours(1);
      case DAY -> at.plusDays(1);
      case WEEK -> at.plusWeeks(1);
      case MONTH -> at.plusMonths(1);
    };
  }
}
