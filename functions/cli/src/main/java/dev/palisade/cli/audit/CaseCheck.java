package dev.palisade.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.AuditObjects.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Each case's objects among themselves, and the last of them against the table. */
final class CaseCheck {

  private static final String FOLDER = "cases/";

  /** Members that no stage changes after the last one that is in the log. */
  private static final List<String> KEPT =
      List.of("control", "resource", "origin", "scope", "proposal", "decision", "approvals");

  private final Records records;
  private final Contents contents;
  private final Instant since;
  private final BiConsumer<String, String> broken;
  private final BiConsumer<String, String> note;

  CaseCheck(
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

  /** Looks at all cases; how many there were. */
  int run(SortedMap<String, List<Stored>> byKey) {
    TreeMap<String, List<Stored>> logged = new TreeMap<>();
    byKey.forEach((key, versions) -> {
      if (key.startsWith(FOLDER)) {
        Inspection.first(versions)
            .ifPresent(one -> logged.computeIfAbsent(id(key), id -> new ArrayList<>()).add(one));
      }
    });
    TreeMap<String, Case> table = new TreeMap<>();
    records.cases().all().forEach(item -> table.put(item.id(), item));
    int done = 0;
    for (Map.Entry<String, List<Stored>> one : logged.entrySet()) {
      Optional<Case> item =
          Optional.ofNullable(table.remove(one.getKey()))
              .or(() -> records.cases().find(one.getKey()));
      if (one.getValue().stream().anyMatch(stored -> !stored.at().isBefore(since))
          || item.isPresent() && !item.get().updatedAt().isBefore(since)) {
        check(one.getKey(), one.getValue(), item);
        done++;
      }
    }
    table.values().stream()
        .filter(item -> !item.updatedAt().isBefore(since))
        .forEach(item -> behind(item, "is in the table and not in the log"));
    return done;
  }

  private static String id(String key) {
    String rest = key.substring(FOLDER.length());
    return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
  }

  private void check(String id, List<Stored> objects, Optional<Case> table) {
    List<AuditEntry> trail = List.of();
    Optional<Case> last = Optional.empty();
    for (Stored stored : objects) {
      Optional<Case> read = contents.read(stored, Case.class);
      if (read.isEmpty()) {
        broken.accept(stored.key(), "is no case");
        continue;
      }
      Case item = read.get();
      alone(id, stored, item);
      if (!begins(item.trail(), trail)) {
        broken.accept(stored.key(), "does not begin with the trail of the object before");
      }
      trail = item.trail();
      last = read;
    }
    if (table.isEmpty()) {
      broken.accept("case " + id, "is in the log and not in the table");
    } else if (last.isPresent()) {
      compare(last.get(), table.get());
    }
  }

  private void alone(String id, Stored stored, Case item) {
    if (!stored.key().equals("%s%s/%06d.json".formatted(FOLDER, item.id(), item.trail().size()))) {
      broken.accept(
          stored.key(), "holds case %s with %d entries".formatted(item.id(), item.trail().size()));
    }
    flaw(item).ifPresent(what -> broken.accept(stored.key(), what));
  }

  /** What is wrong with a case by itself, if anything. */
  static Optional<String> flaw(Case item) {
    List<AuditEntry> trail = item.trail();
    for (int i = 0; i < trail.size(); i++) {
      AuditEntry entry = trail.get(i);
      if (!entry.caseId().equals(item.id())) {
        return Optional.of("entry %d is of case %s".formatted(i + 1, entry.caseId()));
      }
      if (!entry.isIntact()) {
        return Optional.of("entry %d was altered: its hash is another".formatted(i + 1));
      }
      if (!AuditEntry.isWhole(trail.subList(0, i + 1))) {
        return Optional.of(
            "entry %d does not follow the one before: it has number %d"
                .formatted(i + 1, entry.number()));
      }
    }
    if (trail.isEmpty() || !trail.getLast().stage().equals(item.state().name())) {
      return Optional.of("the state is %s, and the trail ends otherwise".formatted(item.state()));
    }
    return Optional.empty();
  }

  private static boolean begins(List<AuditEntry> longer, List<AuditEntry> shorter) {
    return longer.size() >= shorter.size() && longer.subList(0, shorter.size()).equals(shorter);
  }

  private void compare(Case logged, Case table) {
    String where = "case " + table.id();
    flaw(table).ifPresent(what -> broken.accept(where, "in the table: " + what));
    if (!begins(table.trail(), logged.trail())) {
      broken.accept(where, "the table's trail is another than the log's");
    } else if (table.trail().size() > logged.trail().size()) {
      behind(
          table,
          "entries %d to %d are in the table and not in the log"
              .formatted(logged.trail().size() + 1, table.trail().size()));
    } else {
      JsonNode one = Codec.plain().valueToTree(logged);
      JsonNode other = Codec.plain().valueToTree(table);
      KEPT.stream()
          .filter(member -> !one.path(member).equals(other.path(member)))
          .forEach(member ->
              broken.accept(where, "%s in the table is another than in the log".formatted(member)));
    }
  }

  private void behind(Case table, String what) {
    boolean fresh = table.updatedAt().isAfter(records.clock().instant().minus(Inspection.LAG));
    (fresh ? note : broken).accept("case " + table.id(), fresh ? what + " yet" : what);
  }
}
