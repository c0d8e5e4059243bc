package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time in which Palisade goes at most so far: a quarter's end, a nightly batch. It recurs by day
 * and hour, or stands once between two instants, or recurs between them.
 *
 * <p>Where clocks are put forward over {@code from}, it opens at the jump; where they are put back
 * over {@code to}, it closes at the second of the two: a window is rather too long than too short.
 *
 * @param name what people call it
 * @param mode how far Palisade goes at most while it is open; {@code observe} where left out
 * @param days on which days it opens, {@code mon} to {@code sun}; every day where left out
 * @param from at what hour it opens, {@code HH:MM}; at midnight where left out
 * @param to at what hour it closes, {@code HH:MM}, on the next day where that is not later than
 *     {@code from}; at the end of the day where left out
 * @param timezone of {@code from} and {@code to}, as {@code Europe/Berlin}; UTC where left out
 * @param start not before this instant, as {@code 2026-12-20T00:00:00Z}
 * @param end not at or after this instant
 * @param accounts account ids it holds in; with {@code units} left out too, all
 * @param units ids of organizational units it holds in
 * @param controls ids of the controls it holds for, with {@code *} for any text; all where left out
 */
public record Window(
    String name,
    Mode mode,
    List<Day> days,
    @JsonFormat(pattern = "HH:mm") @Nullable LocalTime from,
    @JsonFormat(pattern = "HH:mm") @Nullable LocalTime to,
    ZoneId timezone,
    @Nullable Instant start,
    @Nullable Instant end,
    List<String> accounts,
    List<String> units,
    List<String> controls) {

  /** Fills in what the file leaves out. */
  public Window(
      @Nullable String name,
      @Nullable Mode mode,
      @Nullable List<Day> days,
      @Nullable LocalTime from,
      @Nullable LocalTime to,
      @Nullable ZoneId timezone,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable List<String> accounts,
      @Nullable List<String> units,
      @Nullable List<String> controls) {
    this.name = name == null ? "" : name;
    this.mode = mode == null ? Mode.OBSERVE : mode;
    this.days = days == null ? List.of() : List.copyOf(days);
    this.from = from;
    this.to = to;
    this.timezone = timezone == null ? ZoneOffset.UTC : timezone;
    this.start = start;
    this.end = end;
    this.accounts = accounts == null ? List.of() : List.copyOf(accounts);
    this.units = units == null ? List.of() : List.copyOf(units);
    this.controls = controls == null ? List.of() : List.copyOf(controls);
  }

  /** A day of the week, as the file writes it. */
  public enum Day {
    /** Monday. */
    @JsonAlias("mon")
    MON,
    /** Tuesday. */
    @JsonAlias("tue")
    TUE,
    /** Wednesday. */
    @JsonAlias("wed")
    WED,
    /** Thursday. */
    @JsonAlias("thu")
    THU,
    /** Friday. */
    @JsonAlias("fri")
    FRI,
    /** Saturday. */
    @JsonAlias("sat")
    SAT,
    /** Sunday. */
    @JsonAlias("sun")
    SUN;

    private boolean is(DayOfWeek day) {
      return ordinal() == day.ordinal();
    }
  }

  /** Whether it is about a control's findings in an account. */
  public boolean isAbout(String account, Collection<String> unitsOfAccount, String control) {
    return Place.fits(accounts, units, account, unitsOfAccount)
        && (controls.isEmpty() || Patterns.matchesAny(controls, control));
  }

  /** Whether it is open at a time. */
  public boolean isOpenAt(Instant time) {
    return (start == null || !time.isBefore(start))
        && (end == null || time.isBefore(end))
        && (!recurs() || opening(time).isPresent());
  }

  /** Whether it recurs by day or hour. */
  public boolean recurs() {
    return !days.isEmpty() || from != null || to != null;
  }

  /** When the opening that a time lies in ends, or empty where it is closed or never ends. */
  public Optional<Instant> closesAfter(Instant time) {
    if (!isOpenAt(time)) {
      return Optional.empty();
    }
    return Stream.of(Optional.ofNullable(end), recurs() ? opening(time) : Optional.<Instant>empty())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** The end of the daily opening that a time lies in; yesterday's may still be open. */
  private Optional<Instant> opening(Instant time) {
    LocalDate today = time.atZone(timezone).toLocalDate();
    return Stream.of(today.minusDays(1), today)
        .filter(day -> days.isEmpty() || days.stream().anyMatch(one -> one.is(day.getDayOfWeek())))
        .filter(day -> !time.isBefore(opens(day)))
        .map(this::closes)
        .filter(time::isBefore)
        .max(Instant::compareTo);
  }

  private Instant opens(LocalDate day) {
    LocalDateTime local = day.atTime(from == null ? LocalTime.MIDNIGHT : from);
    ZoneOffsetTransition jump = timezone.getRules().getTransition(local);
    return jump != null && jump.isGap()
        ? jump.getInstant()
        : ZonedDateTime.of(local, timezone).withEarlierOffsetAtOverlap().toInstant();
  }

  private Instant closes(LocalDate day) {
    LocalTime opening = from == null ? LocalTime.MIDNIGHT : from;
    LocalTime closing = to == null ? LocalTime.MIDNIGHT : to;
    LocalDate last = closing.isAfter(opening) ? day : day.plusDays(1);
    return ZonedDateTime.of(last.atTime(closing), timezone).withLaterOffsetAtOverlap().toInstant();
  }
}
