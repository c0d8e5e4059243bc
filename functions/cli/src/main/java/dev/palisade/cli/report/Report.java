package dev.palisade.cli.report;

import dev.palisade.cli.report.Figures.Ranked;
import dev.palisade.core.control.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What the report's page shows, ready to be written: no rule is left to the template. Sizes of bars
 * are parts of 1, as text with a point.
 *
 * @param title what it is about
 * @param scope which accounts and time it covers, in a sentence
 * @param generated when it was made
 * @param tiles the figures on top
 * @param posture findings that stood, and that stand at the end
 * @param timeline how many stood when
 * @param states cases by state
 * @param times how long it took, by kind
 * @param slowest what took longest
 * @param left why findings stand, with what their cases say
 * @param resources those with the most cases
 * @param actors who caused the most
 * @param controls findings by control
 * @param standards findings by other catalogues
 * @param cases cases in full, most severe first
 * @param more how many cases are left out there
 */
public record Report(
    String title,
    String scope,
    Instant generated,
    List<Tile> tiles,
    Posture posture,
    Timeline timeline,
    List<Bar> states,
    List<TimesLine> times,
    List<Slow> slowest,
    List<LeftLine> left,
    List<Ranked> resources,
    List<Ranked> actors,
    List<Figures.ControlFigures> controls,
    List<StandardLines> standards,
    List<CaseView> cases,
    int more) {

  public Report {
    tiles = List.copyOf(tiles);
    states = List.copyOf(states);
    times = List.copyOf(times);
    slowest = List.copyOf(slowest);
    left = List.copyOf(left);
    resources = List.copyOf(resources);
    actors = List.copyOf(actors);
    controls = List.copyOf(controls);
    standards = List.copyOf(standards);
    cases = List.copyOf(cases);
  }

  /** A figure with what it counts. */
  public record Tile(String value, String label, String note) {}

  /** A bar with its label; {@code tone} is its colour's name. */
  public record Bar(String label, int count, String size, String tone) {}

  /**
   * Findings by severity, before and after.
   *
   * @param words the same in a sentence, for who does not see the bars
   */
  public record Posture(Stack before, Stack after, String words) {}

  /** Findings of each severity, most severe first, with the length of each one's bar. */
  public record Stack(String label, int total, List<Part> parts) {
    public Stack {
      parts = List.copyOf(parts);
    }
  }

  /** A part of a stack. */
  public record Part(Severity severity, int count, String size) {}

  /**
   * Findings that stand over time.
   *
   * @param step what lies between two columns, {@code day}
   * @param top the number at the top of the scale
   * @param words the same in a sentence
   */
  public record Timeline(String step, int top, List<Stack> columns, String words) {
    public Timeline {
      columns = List.copyOf(columns);
    }
  }

  /** How long something took. */
  public record TimesLine(String what, int count, String mean, String median) {}

  /**
   * A case that took long, from the event to the proof.
   *
   * @param waited whether it waited for a person
   */
  public record Slow(String id, String control, String took, String size, boolean waited) {}

  /** Findings that stand for one reason. */
  public record LeftLine(String why, int count, String size, List<String> reasons) {
    public LeftLine {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A catalogue's ids that have findings.
   *
   * @param clean how many of its ids have none
   */
  public record StandardLines(String name, List<Figures.Requirement> lines, int clean) {
    public StandardLines {
      lines = List.copyOf(lines);
    }
  }
}
