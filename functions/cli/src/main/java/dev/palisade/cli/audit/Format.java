package dev.palisade.cli.audit;

import dev.palisade.cli.Console;
import java.util.List;

/** How an extract of the log is written. */
public enum Format {
  /** One line each, with a header; before and after are JSON in a cell. */
  CSV,
  /** One array. */
  JSON,
  /** Events of the Open Cybersecurity Schema Framework, one JSON object a line. */
  OCSF;

  /** The lines as text. */
  public String write(List<Line> lines) {
    return switch (this) {
      case CSV -> Csv.of(lines);
      case JSON -> Console.toJson(lines) + "\n";
      case OCSF -> Ocsf.of(lines);
    };
  }
}
