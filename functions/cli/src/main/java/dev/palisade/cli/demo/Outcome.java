package dev.palisade.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.policy.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a gap.
 *
 * @param gap what the sample says must become of it
 * @param id its case, null if nobody saw it
 * @param decision what was decided, null if nobody saw it
 * @param state where its case stands, null if nobody saw it
 * @param reason why it stands there
 * @param seconds from the event to the case's last change
 */
public record Outcome(
    Gap gap,
    @Nullable String id,
    @Nullable Verdict decision,
    @Nullable CaseState state,
    String reason,
    double seconds) {

  static Outcome of(Gap gap, Optional<Case> found) {
    return found
        .map(item ->
            new Outcome(
                gap,
                item.id(),
                item.decision().verdict(),
                item.state(),
                item.reason(),
                Duration.between(item.origin().at(), item.updatedAt()).toMillis() / 1000.0))
        .orElseGet(() -> new Outcome(gap, null, null, null, "no case: nobody saw it", 0));
  }

  /** Whether it was decided and ended as the sample says. */
  @JsonIgnore
  public boolean isAsDeclared() {
    return decision == gap.decision() && state == gap.state();
  }
}
