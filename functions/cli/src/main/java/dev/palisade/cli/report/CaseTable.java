package dev.palisade.cli.report;

import dev.palisade.cli.CsvTable;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cases as CSV, one a row; columns are only ever added, at the end. */
public final class CaseTable {

  private static final List<String> HEADER =
      List.of(
          "id",
          "control",
          "severity",
          "account",
          "region",
          "type",
          "resource",
          "caused",
          "event",
          "happened",
          "opened",
          "state",
          "reason",
          "why_left",
          "decision",
          "asked",
          "approved",
          "approvers",
          "mended",
          "seconds_to_approve",
          "seconds_to_mend");

  private CaseTable() {}

  /** The cases, in their order. */
  public static String of(List<Case> cases) {
    return CsvTable.of(HEADER, cases.stream().map(CaseTable::row));
  }

  private static List<String> row(Case item) {
    return List.of(
        item.id(),
        item.control(),
        item.severity().name(),
        item.resource().account(),
        item.resource().region(),
        item.resource().type(),
        item.resource().arn(),
        Figuring.actor(item).orElse(""),
        item.origin().name(),
        item.origin().at().toString(),
        item.openedAt().toString(),
        item.state().name(),
        item.reason(),
        Findings.isMended(item.state()) ? "" : Why.of(item).name(),
        item.decision().verdict().name(),
        text(Moments.askedAt(item)),
        text(Moments.approvedAt(item)),
        item.approvals().stream()
            .filter(Approval::yes)
            .map(Approval::person)
            .distinct()
            .collect(Collectors.joining("; ")),
        text(Moments.mendedAt(item)),
        seconds(Moments.toApprove(item)),
        seconds(Moments.toMend(item)));
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  private static String seconds(Optional<Duration> time) {
    return time.map(one -> String.format(Locale.ROOT, "%.3f", one.toMillis() / 1000.0)).orElse("");
  }
}
