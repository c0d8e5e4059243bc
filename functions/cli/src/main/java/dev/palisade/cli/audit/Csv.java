package dev.palisade.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines as CSV by RFC 4180, with a header. What a spreadsheet would take for a formula gets an
 * apostrophe before it: notes and resources are written by strangers.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
final class Csv {

  private static final String END = "\r\n";

  private Csv() {}

  static String of(List<Line> lines) {
    String header =
        Arrays.stream(Line.class.getRecordComponents())
            .map(java.lang.reflect.RecordComponent::getName)
            .collect(Collectors.joining(","));
    return Stream.concat(Stream.of(header), lines.stream().map(Csv::row))
        .collect(Collectors.joining(END, "", END));
  }

  private static String row(Line line) {
    return Stream.of(
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
            line.hash())
        .map(Csv::cell)
        .collect(Collectors.joining(","));
  }

  private static String text(@Nullable JsonNode node) {
    return node == null || node.isNull() ? "" : node.toString();
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
