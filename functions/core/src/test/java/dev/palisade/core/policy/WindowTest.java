package dev.palisade.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a maintenance window is open: over midnight, over changes of the clock, once only. */
class WindowTest {

  private static final String BERLIN = "Europe/Berlin";

  private static Window window(List<Window.Day> days, String from, String to, String zone) {
    return new Window(
        "w",
        null,
        days,
        from == null ? null : LocalTime.parse(from),
        to == null ? null : LocalTime.parse(to),
        zone == null ? null : ZoneId.of(zone),
        null,
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    // Mondays 22:00 to 04:00 in Berlin, in winter (UTC+1)
    "2026-11-23T20:59:59Z, false",
    "2026-11-23T21:00:00Z, true",
    "2026-11-24T02:59:59Z, true",
    "2026-11-24T03:00:00Z, false",
    "2026-11-23T02:00:00Z, false",
    "2026-11-24T21:00:00Z, false",
    "2026-11-25T02:00:00Z, false"
  })
  void overMidnightTheDayIsTheOneItOpensOn(Instant time, boolean open) {
    assertThat(window(List.of(Window.Day.MON), "22:00", "04:00", BERLIN).isOpenAt(time))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go from 02:00 to 03:00 at 2026-03-29T01:00Z: 02:30 is at the jump.
    "2026-03-29T00:59:59Z, false",
    "2026-03-29T01:00:00Z, true",
    "2026-03-29T02:59:59Z, true",
    "2026-03-29T03:00:00Z, false"
  })
  void whereItsHourIsSkippedItOpensAtTheJump(Instant time, boolean open) {
    assertThat(window(List.of(), "02:30", "05:00", BERLIN).isOpenAt(time)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go from 03:00 to 02:00 at 2026-10-25T01:00Z: 02:30 is twice, at 00:30Z and 01:30Z.
    "2026-10-25T00:29:59Z, 02:30, 04:00, false",
    "2026-10-25T00:30:00Z, 02:30, 04:00, true",
    "2026-10-25T01:29:59Z, 01:00, 02:30, true",
    "2026-10-25T01:30:00Z, 01:00, 02:30, false"
  })
  void whereItsHourIsTwiceItTakesBoth(Instant time, String from, String to, boolean open) {
    assertThat(window(List.of(), from, to, BERLIN).isOpenAt(time)).isEqualTo(open);
  }

  @Test
  void aDayWithoutHoursIsOpenFromMidnightToMidnight() {
    Window sunday = window(List.of(Window.Day.SUN), null, null, null);
    assertThat(sunday.isOpenAt(Instant.parse("2026-11-22T00:00:00Z"))).isTrue();
    assertThat(sunday.isOpenAt(Instant.parse("2026-11-22T23:59:59Z"))).isTrue();
    assertThat(sunday.isOpenAt(Instant.parse("2026-11-23T00:00:00Z"))).isFalse();
    assertThat(sunday.closesAfter(Instant.parse("2026-11-22T12:00:00Z")))
        .contains(Instant.parse("2026-11-23T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-19T23:00:00Z, false",
    "2026-12-20T00:00:00Z, true",
    "2026-12-20T06:00:00Z, false",
    "2027-01-01T02:00:00Z, true",
    "2027-01-01T03:00:00Z, false"
  })
  void betweenTwoInstantsItRecurs(Instant time, boolean open) {
    Window window =
        new Window(
            "w",
            Mode.APPROVE,
            null,
            LocalTime.of(23, 0),
            LocalTime.of(6, 0),
            null,
            Instant.parse("2026-12-20T00:00:00Z"),
            Instant.parse("2027-01-01T03:00:00Z"),
            null,
            null,
            null);
    assertThat(window.isOpenAt(time)).isEqualTo(open);
    if (open) {
      assertThat(window.closesAfter(time).orElseThrow())
          .isEqualTo(
              time.isBefore(Instant.parse("2026-12-21T00:00:00Z"))
                  ? Instant.parse("2026-12-20T06:00:00Z")
                  : Instant.parse("2027-01-01T03:00:00Z"));
    }
  }

  @Test
  void oneThatSaysNoTimeIsAlwaysOpen() {
    Window always = window(List.of(), null, null, null);
    assertThat(always.isOpenAt(Instant.EPOCH)).isTrue();
    assertThat(always.closesAfter(Instant.EPOCH)).isEmpty();
    assertThat(always.mode()).isEqualTo(Mode.OBSERVE);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
        .map(ZoneId::of);
  }

  /** In a zone without changes of the clock, the hour of the day alone says whether it is open. */
  @Property
  void withoutChangesOfTheClockOnlyTheHourCounts(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int to) {
    LocalTime opens = LocalTime.ofSecondOfDay(from * 60L);
    LocalTime closes = LocalTime.ofSecondOfDay(to * 60L);
    Window window = new Window("w", null, null, opens, closes, null, null, null, null, null, null);
    Instant time = Instant.ofEpochSecond(second);
    LocalTime hour = time.atOffset(ZoneOffset.UTC).toLocalTime();
    boolean expected =
        from < to
            ? !hour.isBefore(opens) && hour.isBefore(closes)
            : !hour.isBefore(opens) || hour.isBefore(closes);
    assertThat(window.isOpenAt(time)).isEqualTo(expected);
  }

  /** Every day has its opening, however the clock changes, and it is never much too short. */
  @Property
  void everyDayItOpensAndCloses(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 0, max = 30_000) long day,
      @ForAll @IntRange(max = 23) int from,
      @ForAll @IntRange(min = 1, max = 23) int hours) {
    LocalTime opens = LocalTime.of(from, 30);
    LocalTime closes = opens.plusHours(hours);
    Window window = new Window("w", null, null, opens, closes, zone, null, null, null, null, null);
    // Half an hour before it closes by the clock on the wall it is open in every zone.
    ZonedDateTime last =
        ZonedDateTime.of(
            java.time.LocalDate.ofEpochDay(day).plusDays(closes.isAfter(opens) ? 0 : 1),
            closes.minusMinutes(30),
            zone);
    assertThat(window.isOpenAt(last.toInstant())).isTrue();
    Instant end = window.closesAfter(last.toInstant()).orElseThrow();
    assertThat(Duration.between(last.toInstant(), end))
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(150));
    assertThat(window.isOpenAt(end.minusSeconds(1))).isTrue();
  }
}
