package dev.palisade.cli.report;

import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times, states and counts as the report's page says them. */
final class Words {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private Words() {}

  static String of(Instant at) {
    return AT.format(at);
  }

  /** The label of the column of a chart that shows what stands just before a time. */
  static String column(Instant end, Period.Step step) {
    Instant last = end.minusNanos(1);
    return switch (step) {
      case MINUTE, HOUR -> MINUTE.format(last);
      case DAY, WEEK, MONTH -> DAY.format(last);
    };
  }

  static String of(@Nullable Duration time) {
    if (time == null) {
      return "–";
    }
    if (time.toHours() >= 48) {
      return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
    if (time.toMinutes() >= 60) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toSeconds() >= 60
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  static String of(CaseState state) {
    return state.name().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  static String tone(CaseState state) {
    return switch (state) {
      case VERIFIED -> "good";
      case CONTAINED, AWAITING_APPROVAL, TICKETED, EXPIRED, DENIED -> "warn";
      case FAILED -> "bad";
      case PLANNED, APPLYING, WAITING, OBSERVED, EXEMPT, STALE, GONE, UNDONE -> "calm";
    };
  }

  /** {@code 3 findings (1 critical, 2 low)}. */
  static String of(Map<Severity, Integer> counts) {
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (total == 0) {
      return "no findings";
    }
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.values()).reversed()) {
      int count = counts.getOrDefault(severity, 0);
      if (count > 0) {
        parts.add(count + " " + severity.name().toLowerCase(Locale.ROOT));
      }
    }
    return "%s (%s)".formatted(count(total, "finding"), String.join(", ", parts));
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
