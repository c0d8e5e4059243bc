package dev.palisade.cli.incident;

import dev.palisade.cli.CsvTable;
import java.util.List;

/** An incident's moments as CSV, one a row. */
final class IncidentCsv {

  private static final List<String> HEADER =
      List.of(
          "at",
          "kind",
          "near",
          "who",
          "what",
          "resources",
          "address",
          "account",
          "region",
          "case",
          "outcome",
          "ai",
          "id");

  private IncidentCsv() {}

  static String of(Incident incident) {
    return CsvTable.of(HEADER, incident.moments().stream().map(IncidentCsv::row));
  }

  private static List<String> row(Moment one) {
    return List.of(
        one.at().toString(),
        one.kind().name(),
        one.near().name(),
        one.who(),
        one.what(),
        String.join(" ", one.resources()),
        one.address(),
        one.account(),
        one.region(),
        one.caseId(),
        one.outcome(),
        one.ai(),
        one.id());
  }
}
