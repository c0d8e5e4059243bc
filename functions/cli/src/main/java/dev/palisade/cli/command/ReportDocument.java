package dev.palisade.cli.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.palisade.cli.report.Figures;
import dev.palisade.cli.report.Reporter;
import java.time.Instant;
import java.util.List;

/**
 * What {@code report --json} prints. Members are only ever added; {@code docs/report.schema.json}
 * describes them.
 *
 * @param schema name and version of this shape
 * @param generated when it was made
 * @param asked what it was narrowed to
 * @param figures the figures, as members of the document itself
 * @param cases the cases that they are about, as they were at the period's end
 */
record ReportDocument(
    String schema,
    Instant generated,
    Asked asked,
    @JsonUnwrapped Figures figures,
    List<CaseRow> cases) {

  private static final String SCHEMA = "palisade.report/1";

  /** A pattern of controls, and an account; empty where it was not narrowed. */
  record Asked(String control, String account) {}

  static ReportDocument of(Reporter reporter, Asked asked, Instant now) {
    return new ReportDocument(
        SCHEMA,
        now,
        asked,
        reporter.figures(),
        reporter.cases().stream().map(CaseRow::of).toList());
  }
}
