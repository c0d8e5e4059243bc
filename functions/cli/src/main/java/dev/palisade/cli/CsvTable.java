package dev.palisade.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CSV by RFC 4180, with a header. What a spreadsheet would take for a formula gets an apostrophe
 * before it: notes and resources are written by strangers.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class CsvTable {

  private static final String END = "\r\n";

  private CsvTable() {}

  /** The rows as text, under their header. */
  public static String of(List<String> header, Stream<List<String>> rows) {
    return Stream.concat(Stream.of(header), rows)
        .map(row -> row.stream().map(CsvTable::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining(END, "", END));
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
