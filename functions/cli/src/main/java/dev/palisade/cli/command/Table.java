package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last column is left as long as it is. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
  }

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void print(Console console) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    rows.forEach(row -> {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    boolean head = true;
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        boolean last = i == columns - 1;
        line.append(last ? row.get(i) : padded(row.get(i), widths[i] + 2));
      }
      String text = line.toString().stripTrailing();
      console.print(head ? console.tint(Tint.BOLD, text) : text);
      head = false;
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
