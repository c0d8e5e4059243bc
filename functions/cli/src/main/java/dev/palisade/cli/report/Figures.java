package dev.palisade.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a report. A finding is a control on a resource, however many cases it had; it
 * stands while its latest case neither mended it nor found the resource gone or changed.
 *
 * @param period the time they are about
 * @param findings what became of the findings that stood in it
 * @param posture how many findings stood at its beginning and at the end of each step
 * @param states how many of its cases are in which state at its end; every state is there
 * @param mend from the event to the proof, of what was mended or contained in it
 * @param approve from the question to the last yes that was needed, of what was approved in it
 * @param left findings that stand at its end, by why; the largest group first
 * @param resources those with the most cases opened in it
 * @param actors who caused the most cases opened in it: the person by policy, else the principal
 * @param controls findings by control
 * @param standards findings by the ids of other catalogues
 */
public record Figures(
    Period period,
    Outcome findings,
    List<Point> posture,
    Map<CaseState, Integer> states,
    Times mend,
    Spread approve,
    List<Left> left,
    List<Ranked> resources,
    List<Ranked> actors,
    List<ControlFigures> controls,
    List<StandardFigures> standards) {

  public Figures {
    posture = List.copyOf(posture);
    left = List.copyOf(left);
    resources = List.copyOf(resources);
    actors = List.copyOf(actors);
    controls = List.copyOf(controls);
    standards = List.copyOf(standards);
  }

  /**
   * What became of findings; {@code seen = mended + contained + left}.
   *
   * @param before how many of them stood when the period began
   * @param seen how many stood at some time in it
   * @param mended how many don't stand at its end
   * @param contained how many are contained at its end
   * @param left how many others stand at its end
   */
  public record Outcome(int before, int seen, int mended, int contained, int left) {

    /** How many stand at the end. */
    @JsonProperty
    public int standing() {
      return contained + left;
    }
  }

  /** How many findings stand just before a time. */
  public record Point(Instant at, Map<Severity, Integer> standing) {

    /** Of any severity. */
    @JsonProperty
    public int total() {
      return standing.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Times of all, of what was mended without a question, and of what people approved. */
  public record Times(Spread all, Spread alone, Spread approved) {}

  /** How many, and how long; null where there are none. In JSON in seconds. */
  @JsonIgnoreProperties({"mean", "median"})
  public record Spread(int count, @Nullable Duration mean, @Nullable Duration median) {

    /** The mean in seconds. */
    @JsonProperty
    public @Nullable Double meanSeconds() {
      return mean == null ? null : mean.toMillis() / 1000.0;
    }

    /** The median in seconds. */
    @JsonProperty
    public @Nullable Double medianSeconds() {
      return median == null ? null : median.toMillis() / 1000.0;
    }
  }

  /**
   * Findings that stand for one reason.
   *
   * @param reasons what their cases say, each once, the most frequent first, three at most
   */
  public record Left(Why why, int count, List<String> reasons) {
    public Left {
      reasons = List.copyOf(reasons);
    }
  }

  /** Somebody or something with its number of cases, and how many findings of it are left. */
  public record Ranked(String name, int cases, int left) {}

  /** A control's findings. */
  public record ControlFigures(String control, String title, Outcome findings) {}

  /** A catalogue's findings by its ids, every id that a control maps to. */
  public record StandardFigures(String standard, List<Requirement> requirements) {
    public StandardFigures {
      requirements = List.copyOf(requirements);
    }
  }

  /** The findings of all controls that map to one id. */
  public record Requirement(String id, List<String> controls, Outcome findings) {
    public Requirement {
      controls = List.copyOf(controls);
    }
  }
}
