package dev.palisade.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Step;
import dev.palisade.core.policy.Patterns;
import dev.palisade.platform.audit.AuditObjects.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in the audit log, line by line, oldest first: every stage, decision and change of each
 * case, as its last object has them, and the journal. Read from the log, not from the table.
 */
public final class Extract {

  private final Records records;
  private final Contents contents;
  private final Wanted wanted;
  private final List<Line> lines = new ArrayList<>();

  /**
   * What is wanted; an empty text stands for anything, and {@code *} for any text.
   *
   * @param since from then on
   * @param until before then
   * @param control id of the control
   * @param person who did it, or made the change that it is about
   * @param resource ARN
   * @param caseId the case
   */
  public record Wanted(
      Instant since, Instant until, String control, String person, String resource, String caseId) {

    private boolean has(Line line) {
      return !line.at().isBefore(since)
          && line.at().isBefore(until)
          && (fits(control, line.control()) || isJournal(line) && line.what().contains(control))
          && (fits(person, line.by()) || fits(person, line.caused()))
          && fits(resource, line.resource())
          && (fits(caseId, line.caseId()) || isJournal(line) && fits(caseId, line.resource()));
    }

    private static boolean isJournal(Line line) {
      return line.caseId().isEmpty();
    }

    private static boolean fits(String pattern, String text) {
      return pattern.isEmpty() || Patterns.matches(pattern, text);
    }
  }

  private Extract(Records records, Wanted wanted) {
    this.records = records;
    this.contents = new Contents(records.log());
    this.wanted = wanted;
  }

  /** What is wanted of the log. */
  public static List<Line> of(Records records, Wanted wanted) {
    return new Extract(records, wanted).lines();
  }

  private List<Line> lines() {
    TreeMap<String, Stored> last = new TreeMap<>();
    records.log().versions("cases/").stream()
        .filter(one -> !one.deletes())
        .sorted(Comparator.comparing(Stored::key).thenComparing(Stored::at))
        .forEach(one -> last.put(one.key().substring(0, one.key().lastIndexOf('/')), one));
    last.values().stream()
        .filter(one -> !one.at().isBefore(wanted.since()))
        .forEach(one -> contents.read(one, Case.class).ifPresent(this::add));
    records.log().versions("people/").stream()
        .filter(one -> !one.deletes() && !one.at().isBefore(wanted.since()))
        .forEach(one -> contents.read(one, JournalEntry.class).ifPresent(this::add));
    return lines.stream()
        .filter(wanted::has)
        .sorted(Comparator.comparing(Line::at).thenComparing(Line::caseId))
        .toList();
  }

  private void add(JournalEntry entry) {
    lines.add(
        new Line(
            entry.at(),
            entry.kind().name(),
            "",
            "",
            "",
            entry.about(),
            "",
            "",
            "",
            entry.by(),
            "",
            entry.note(),
            "",
            null,
            null,
            "",
            entry.hash()));
  }

  private void add(Case item) {
    for (AuditEntry entry : item.trail()) {
      String kind = item.isDecision(entry) ? Line.DECISION : Line.STAGE;
      lines.add(
          line(item, kind, entry.at(), entry.by(), entry.stage(), entry.note(), entry.planHash())
              .of(entry.hash()));
    }
    item.steps().stream()
        .filter(step -> step.at() != null && step.progress() != Step.Progress.PLANNED)
        .forEach(step -> lines.add(change(item, step)));
  }

  private static Line change(Case item, Step step) {
    String what = "%s: %s".formatted(step.progress(), step.describe());
    return line(
            item,
            Line.CHANGE,
            Objects.requireNonNull(step.at()),
            "palisade",
            "",
            what,
            item.proposal().hash())
        .of(step);
  }

  private static Made line(
      Case item, String kind, Instant at, String by, String stage, String what, String plan) {
    return new Made(item, kind, at, by, stage, what, plan);
  }

  /** A line of a case, still without what only entries or only changes have. */
  private record Made(
      Case item, String kind, Instant at, String by, String stage, String what, String plan) {

    Line of(String hash) {
      return line("", null, null, hash);
    }

    Line of(Step step) {
      boolean undone = step.progress() == Step.Progress.UNDONE;
      return line(
          step.action(),
          undone ? step.after() : step.before(),
          undone ? step.before() : step.after(),
          "");
    }

    private Line line(
        String action, @Nullable JsonNode before, @Nullable JsonNode after, String hash) {
      return new Line(
          at,
          kind,
          item.id(),
          item.control(),
          item.severity().name(),
          item.resource().arn(),
          item.resource().account(),
          item.resource().region(),
          Line.caused(item),
          by,
          stage,
          what,
          action,
          before,
          after,
          plan,
          hash);
    }
  }
}
