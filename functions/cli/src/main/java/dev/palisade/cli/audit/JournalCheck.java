package dev.palisade.cli.audit;

import dev.palisade.core.audit.JournalEntry;
import dev.palisade.platform.audit.AuditObjects.Stored;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * What people did beside the stages of cases: each entry by itself, and the log against the table.
 */
final class JournalCheck {

  private static final String FOLDER = "people/";

  private final Records records;
  private final Contents contents;
  private final Instant since;
  private final BiConsumer<String, String> broken;
  private final BiConsumer<String, String> note;

  JournalCheck(
      Records records,
      Contents contents,
      Instant since,
      BiConsumer<String, String> broken,
      BiConsumer<String, String> note) {
    this.records = records;
    this.contents = contents;
    this.since = since;
    this.broken = broken;
    this.note = note;
  }

  /** Looks at all entries; how many there were. */
  int run(SortedMap<String, List<Stored>> byKey) {
    Map<String, JournalEntry> logged = new HashMap<>();
    byKey.forEach((key, versions) -> {
      if (key.startsWith(FOLDER)) {
        Inspection.first(versions)
            .filter(one -> !one.at().isBefore(since))
            .ifPresent(one -> read(one).ifPresent(entry -> logged.put(entry.id(), entry)));
      }
    });
    int found = logged.size();
    LocalDate today = day(records.clock().instant());
    first(byKey)
        .datesUntil(today.plusDays(1))
        .flatMap(day -> records.journal().apply(day.toString()).stream())
        .filter(entry -> !entry.at().isBefore(since))
        .forEach(entry -> compare(entry, Optional.ofNullable(logged.remove(entry.id()))));
    logged.values().stream()
        .filter(entry -> !entry.at().isBefore(since))
        .forEach(
            entry -> broken.accept("journal " + entry.id(), "is in the log and not in the table"));
    return found;
  }

  /**
   * The first day of which there can be anything: that of the oldest object, or of the question.
   */
  private LocalDate first(SortedMap<String, List<Stored>> byKey) {
    Instant oldest =
        byKey.values().stream()
            .flatMap(List::stream)
            .map(Stored::at)
            .min(Instant::compareTo)
            .orElse(records.clock().instant());
    // An entry is written to the table a moment before it is in the log.
    LocalDate day = day(oldest).minusDays(1);
    LocalDate asked = since.equals(Instant.EPOCH) ? day : day(since);
    return day.isAfter(asked) ? day : asked;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private Optional<JournalEntry> read(Stored stored) {
    Optional<JournalEntry> read = contents.read(stored, JournalEntry.class);
    if (read.isEmpty()) {
      broken.accept(stored.key(), "is no entry of the journal");
      return read;
    }
    JournalEntry entry = read.get();
    String key = "%s%s/%s.json".formatted(FOLDER, day(entry.at()), entry.id());
    if (!stored.key().equals(key)) {
      broken.accept(stored.key(), "holds the entry %s of %s".formatted(entry.id(), entry.at()));
    } else if (!entry.isIntact()) {
      broken.accept(stored.key(), "was altered: its hash is another");
    }
    return read;
  }

  private void compare(JournalEntry table, Optional<JournalEntry> logged) {
    String where = "journal " + table.id();
    if (!table.isIntact()) {
      broken.accept(where, "in the table was altered: its hash is another");
    } else if (logged.isEmpty()) {
      boolean fresh = table.at().isAfter(records.clock().instant().minus(Inspection.LAG));
      String what = "is in the table and not in the log";
      (fresh ? note : broken).accept(where, fresh ? what + " yet" : what);
    } else if (!logged.get().equals(table)) {
      broken.accept(where, "in the table is another than in the log");
    }
  }
}
