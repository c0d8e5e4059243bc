package dev.palisade.cli.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.Finding;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be done about one finding; the members in this order are the object that {@code plan
 * --json} prints.
 *
 * @param control the control's id
 * @param resource ARN
 * @param decision what policy says
 * @param because why it says so
 * @param rationale why these changes
 * @param changes in the order they would be made
 * @param steps what a person has to do by hand, empty for nothing
 */
public record PlanRow(
    String control,
    String resource,
    Verdict decision,
    List<String> because,
    String rationale,
    List<ChangeRow> changes,
    String steps) {

  /**
   * One change of a plan.
   *
   * @param action IAM action of its call
   * @param describe the change in a line
   * @param before what stands, null for nothing
   * @param after what would stand, null for nothing
   * @param reversible whether it can be undone
   */
  public record ChangeRow(
      String action,
      String describe,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      boolean reversible) {

    static ChangeRow of(Change<?, ?> change) {
      return new ChangeRow(
          change.call().action(),
          change.describe(),
          json(change.before()),
          json(change.after()),
          change.inverse().isPresent());
    }

    private static @Nullable JsonNode json(@Nullable Object value) {
      return value == null ? null : Codec.plain().valueToTree(value);
    }
  }

  static <S extends ResourceState, C extends Change<S, C>> PlanRow of(
      Finding<S, C> finding, Decision decision) {
    return new PlanRow(
        finding.spec().id(),
        finding.ref().arn(),
        decision.verdict(),
        decision.because(),
        finding.plan().rationale(),
        finding.plan().changes().stream().map(ChangeRow::of).toList(),
        finding.plan().steps());
  }

  /** The plan that a case keeps. */
  public static PlanRow of(Case item) {
    return new PlanRow(
        item.control(),
        item.resource().arn(),
        item.decision().verdict(),
        item.decision().because(),
        item.proposal().rationale(),
        item.steps().stream()
            .map(step ->
                new ChangeRow(
                    step.action(), step.describe(), step.before(), step.after(), step.reversible()))
            .toList(),
        item.proposal().steps());
  }
}
