package dev.palisade.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.CsvTable;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as CSV, with a column for each of their members. */
final class Csv {

  private Csv() {}

  static String of(List<Line> lines) {
    List<String> header =
        Arrays.stream(Line.class.getRecordComponents()).map(RecordComponent::getName).toList();
    return CsvTable.of(header, lines.stream().map(Csv::row));
  }

  private static List<String> row(Line line) {
    return List.of(
        line.at().toString(),
        line.kind(),
        line.caseId(),
        line.control(),
        line.severity(),
        line.resource(),
        line.account(),
        line.region(),
        line.caused(),
        line.by(),
        line.stage(),
        line.what(),
        line.action(),
        text(line.before()),
        text(line.after()),
        line.planHash(),
        line.hash());
  }

  private static String text(@Nullable JsonNode node) {
    return node == null || node.isNull() ? "" : node.toString();
  }
}
