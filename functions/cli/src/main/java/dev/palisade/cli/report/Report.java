package dev.palisade.cli.report;

import dev.palisade.core.control.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What the report's page shows, ready to be written: no rule is left to the template.
 *
 * @param title what it is about
 * @param scope which accounts and time it covers, in a sentence
 * @param generated when it was made
 * @param tiles the figures on top
 * @param posture findings that stood before and that stand now
 * @param controls the same by control
 * @param times how long each case took, slowest first
 * @param cases every case, most severe first
 */
public record Report(
    String title,
    String scope,
    Instant generated,
    List<Tile> tiles,
    Posture posture,
    List<ControlLine> controls,
    List<TimeLine> times,
    List<CaseView> cases) {

  public Report {
    tiles = List.copyOf(tiles);
    controls = List.copyOf(controls);
    times = List.copyOf(times);
    cases = List.copyOf(cases);
  }

  /** A figure with what it counts. */
  public record Tile(String value, String label, String note) {}

  /**
   * Findings by severity.
   *
   * @param before those that stood, as segments of a bar
   * @param after those that stand now
   * @param words the same in a sentence, for who does not see the bars
   */
  public record Posture(Bar before, Bar after, String words) {}

  /** A bar of segments, in a width of 1000. */
  public record Bar(int total, List<Segment> segments) {
    public Bar {
      segments = List.copyOf(segments);
    }
  }

  /** A part of a bar. */
  public record Segment(Severity severity, int count, int x, int width) {}

  /** A control's findings before, mended, contained, and those that stand. */
  public record ControlLine(
      String control, String title, int found, int mended, int contained, int standing) {}

  /**
   * How long a case took from the event to its end.
   *
   * @param seconds from the event to the end, in words
   * @param width of its bar, of 1000
   * @param waited whether it waited for a person
   */
  public record TimeLine(String id, String control, String seconds, int width, boolean waited) {}

  /**
   * One case.
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
}
