package dev.palisade.core.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.palisade.core.cases.Question.AtExpiry;
import dev.palisade.core.control.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long questions stand, by the severity of the finding.
 *
 * @param critical for critical findings
 * @param high for findings of high severity
 * @param medium for findings of medium severity
 * @param low for findings of low severity
 */
public record Approvals(
    @Nullable Terms critical, @Nullable Terms high, @Nullable Terms medium, @Nullable Terms low) {

  /** Nothing is said for any severity. */
  public static final Approvals UNSAID = new Approvals(null, null, null, null);

  /**
   * How long one question stands, and what happens then.
   *
   * @param remind after what time people are reminded; half of {@code expire} where left out
   * @param expire after what time nobody may decide any more; {@code limits.approval-hours} where
   *     left out
   * @param then what happens where nobody decided: {@code ticket} opens one, {@code enforce}
   *     applies the plan if it is still the same and can be undone, {@code leave} changes nothing
   */
  public record Terms(
      @JsonDeserialize(using = Spans.Reader.class) @JsonSerialize(using = Spans.Writer.class)
          @Nullable Duration remind,
      @JsonDeserialize(using = Spans.Reader.class) @JsonSerialize(using = Spans.Writer.class)
          @Nullable Duration expire,
      @Nullable AtExpiry then) {}

  /**
   * What holds for a question, with nothing left open.
   *
   * @param remind after what time people are reminded, never after {@code expire}
   * @param expire after what time nobody may decide any more
   * @param then what happens then
   */
  public record Deadline(Duration remind, Duration expire, AtExpiry then) {}

  /** What is said for a severity, or null. */
  public @Nullable Terms of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case MEDIUM -> medium;
      case LOW -> low;
    };
  }

  /** What holds for a severity, over a time that stands where nothing is said. */
  Deadline deadline(Severity severity, Duration standard) {
    Terms said = of(severity);
    Duration expire = said == null || said.expire() == null ? standard : said.expire();
    Duration remind = said == null || said.remind() == null ? expire.dividedBy(2) : said.remind();
    return new Deadline(
        remind.compareTo(expire) < 0 ? remind : expire,
        expire,
        said == null || said.then() == null ? AtExpiry.TICKET : said.then());
  }
}
