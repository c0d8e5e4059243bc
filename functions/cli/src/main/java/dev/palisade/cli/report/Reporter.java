package dev.palisade.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.report.Report.ApprovalView;
import dev.palisade.cli.report.Report.CaseView;
import dev.palisade.cli.report.Report.ChangeView;
import dev.palisade.cli.report.Report.ControlLine;
import dev.palisade.cli.report.Report.EntryView;
import dev.palisade.cli.report.Report.Tile;
import dev.palisade.cli.report.Report.TimeLine;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out what a report says of cases. */
public final class Reporter {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final int FULL = 1000;

  private Reporter() {}

  /** The report over cases. */
  public static Report of(List<Case> cases, String title, Instant now) {
    Findings findings = Findings.of(cases);
    return new Report(
        title,
        scope(cases),
        now,
        tiles(cases, findings),
        findings.posture(),
        controls(findings),
        times(cases),
        cases.stream()
            .sorted(
                Comparator.comparing(Case::severity, Comparator.reverseOrder())
                    .thenComparing(Case::control)
                    .thenComparing(Case::openedAt))
            .map(Reporter::view)
            .toList());
  }

  private static String scope(List<Case> cases) {
    if (cases.isEmpty()) {
      return "No cases.";
    }
    String accounts =
        cases.stream()
            .map(item -> item.resource().account())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    Instant first = cases.stream().map(Case::openedAt).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = cases.stream().map(Case::updatedAt).max(Comparator.naturalOrder()).orElseThrow();
    return "%d cases in account %s, from %s to %s."
        .formatted(cases.size(), accounts, AT.format(first), AT.format(last));
  }

  private static List<Tile> tiles(List<Case> cases, Findings findings) {
    long alone =
        cases.stream().filter(Reporter::mended).filter(c -> c.approvals().isEmpty()).count();
    long approved =
        cases.stream().filter(Reporter::mended).filter(c -> !c.approvals().isEmpty()).count();
    List<Duration> fast =
        cases.stream()
            .filter(Reporter::mended)
            .filter(item -> item.approvals().isEmpty())
            .map(Reporter::took)
            .sorted()
            .toList();
    return List.of(
        new Tile(String.valueOf(findings.found()), "gaps seen", "control and resource, once each"),
        new Tile(String.valueOf(alone), "mended by itself", "applied, then read again"),
        new Tile(String.valueOf(approved), "mended with a yes", "applied after people approved"),
        new Tile(
            String.valueOf(findings.contained()), "contained", "until the resource is recreated"),
        new Tile(
            String.valueOf(findings.standing()), "still stand", "wait for a person, or failed"),
        new Tile(
            fast.isEmpty() ? "–" : words(fast.get(fast.size() / 2)),
            "median, event to proof",
            "of what was mended by itself"));
  }

  private static boolean mended(Case item) {
    return item.state() == CaseState.VERIFIED;
  }

  private static List<ControlLine> controls(Findings findings) {
    Map<String, List<Case>> byControl =
        findings.latest().stream()
            .collect(Collectors.groupingBy(Case::control, TreeMap::new, Collectors.toList()));
    return byControl.entrySet().stream()
        .map(entry -> {
          List<Case> own = entry.getValue();
          int mended = (int) own.stream().filter(Findings::isMended).count();
          int contained = (int) own.stream().filter(c -> c.state() == CaseState.CONTAINED).count();
          return new ControlLine(
              entry.getKey(),
              own.getFirst().title(),
              own.size(),
              mended,
              contained,
              own.size() - mended - contained);
        })
        .toList();
  }

  private static List<TimeLine> times(List<Case> cases) {
    List<Case> ended =
        cases.stream()
            .filter(item -> mended(item) || item.state() == CaseState.CONTAINED)
            .sorted(Comparator.comparing(Reporter::took).reversed())
            .toList();
    long longest = ended.isEmpty() ? 1 : Math.max(1, took(ended.getFirst()).toMillis());
    return ended.stream()
        .map(item ->
            new TimeLine(
                item.id(),
                item.control(),
                words(took(item)),
                (int) Math.max(4, took(item).toMillis() * FULL / longest),
                !item.approvals().isEmpty()))
        .toList();
  }

  /** From the event to the first entry that ended the case, else to its last change. */
  static Duration took(Case item) {
    Instant end =
        item.trail().stream()
            .filter(entry -> !CaseState.valueOf(entry.stage()).isOpen())
            .map(AuditEntry::at)
            .findFirst()
            .orElse(item.updatedAt());
    Duration took = Duration.between(item.origin().at(), end);
    return took.isNegative() ? Duration.ZERO : took;
  }

  static String words(Duration time) {
    if (time.toMinutes() >= 60) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toSeconds() >= 60
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private static CaseView view(Case item) {
    return new CaseView(
        item.id(),
        item.state().name().replace('_', ' ').toLowerCase(Locale.ROOT),
        tone(item.state()),
        item.reason(),
        item.severity(),
        item.control(),
        item.title(),
        item.resource().arn(),
        item.resource().type(),
        item.resource().account() + ", " + item.resource().region(),
        item.scope().why(),
        item.origin().name() + " (" + item.origin().source() + ")",
        item.origin().actor().principal(),
        item.origin().person(),
        AT.format(item.origin().at()),
        words(took(item)),
        item.decision().verdict().name().toLowerCase(Locale.ROOT),
        item.decision().because(),
        item.proposal().rationale(),
        LineDiff.pretty(item.proposal().evidence()),
        item.steps().stream().map(Reporter::change).toList(),
        item.proposal().steps(),
        item.approvals().stream()
            .map(one ->
                new ApprovalView(
                    one.person(),
                    one.by(),
                    one.yes() ? "approved" : "denied",
                    one.reason(),
                    AT.format(one.at())))
            .toList(),
        item.trail().stream().map(Reporter::entry).toList(),
        AuditEntry.isWhole(item.trail()));
  }

  private static String tone(CaseState state) {
    return switch (state) {
      case VERIFIED -> "good";
      case CONTAINED, AWAITING_APPROVAL, TICKETED, EXPIRED, DENIED -> "warn";
      case FAILED -> "bad";
      case PLANNED, APPLYING, WAITING, OBSERVED, EXEMPT, STALE, GONE, UNDONE -> "calm";
    };
  }

  private static ChangeView change(Step step) {
    return new ChangeView(
        step.describe(),
        step.action(),
        step.reversible(),
        step.progress().name().toLowerCase(Locale.ROOT),
        LineDiff.of(pretty(step.before()), pretty(step.after())));
  }

  private static String pretty(@Nullable JsonNode json) {
    return json == null ? "" : LineDiff.pretty(json);
  }

  private static EntryView entry(AuditEntry entry) {
    return new EntryView(
        entry.number(),
        AT.format(entry.at()),
        entry.stage().replace('_', ' ').toLowerCase(Locale.ROOT),
        entry.note(),
        entry.by(),
        entry.hash().substring(0, 12));
  }
}
