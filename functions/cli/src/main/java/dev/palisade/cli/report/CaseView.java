package dev.palisade.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Step;
import dev.palisade.core.control.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One case as the report's page shows it.
 *
 * @param tone {@code good}, {@code warn}, {@code bad} or {@code calm}, for its colour
 * @param who the principal that made the change
 * @param person the person behind it, empty if policy maps none
 * @param took from the event to the end, in words
 * @param whole whether its trail is complete and unaltered
 */
public record CaseView(
    String id,
    String state,
    String tone,
    String reason,
    Severity severity,
    String control,
    String title,
    String resource,
    String type,
    String place,
    String scope,
    String event,
    String who,
    String person,
    String at,
    String took,
    String verdict,
    List<String> because,
    String rationale,
    String evidence,
    List<ChangeView> changes,
    String steps,
    List<ApprovalView> approvals,
    List<EntryView> trail,
    boolean whole) {

  public CaseView {
    because = List.copyOf(because);
    changes = List.copyOf(changes);
    approvals = List.copyOf(approvals);
    trail = List.copyOf(trail);
  }

  /** A change with its diff and how far it came. */
  public record ChangeView(
      String describe,
      String action,
      boolean reversible,
      String progress,
      List<LineDiff.Line> diff) {
    public ChangeView {
      diff = List.copyOf(diff);
    }
  }

  /** A person's decision. */
  public record ApprovalView(String person, String by, String answer, String reason, String at) {}

  /** An entry of a trail. */
  public record EntryView(
      int number, String at, String stage, String note, String by, String hash) {}

  /** The view of a case. */
  static CaseView of(Case item) {
    return new CaseView(
        item.id(),
        Words.of(item.state()),
        Words.tone(item.state()),
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
        Words.of(item.origin().at()),
        Words.of(Moments.took(item)),
        item.decision().verdict().name().toLowerCase(Locale.ROOT),
        item.decision().because(),
        item.proposal().rationale(),
        LineDiff.pretty(item.proposal().evidence()),
        item.steps().stream().map(CaseView::change).toList(),
        item.proposal().steps(),
        item.approvals().stream()
            .map(one ->
                new ApprovalView(
                    one.person(),
                    one.by(),
                    one.yes() ? "approved" : "denied",
                    one.reason(),
                    Words.of(one.at())))
            .toList(),
        item.trail().stream().map(CaseView::entry).toList(),
        AuditEntry.isWhole(item.trail()));
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
        Words.of(entry.at()),
        entry.stage().replace('_', ' ').toLowerCase(Locale.ROOT),
        entry.note(),
        entry.by(),
        entry.hash().substring(0, 12));
  }
}
