package dev.palisade.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and who may operate, on every surface alike. Who is named nowhere may do nothing;
 * approvers are named by {@link ApproverGroup}.
 *
 * @param viewers who sees cases, exemptions and the freeze: persons, or patterns with {@code *}
 * @param operators who freezes, undoes, exempts and starts fixes by hand: persons, or patterns
 */
public record RoleRules(List<String> viewers, List<String> operators) {

  /** Nobody may do anything. */
  public static final RoleRules NOBODY = new RoleRules(List.of(), List.of());

  /** Fills in what the file leaves out. */
  public RoleRules(@Nullable List<String> viewers, @Nullable List<String> operators) {
    this.viewers = viewers == null ? List.of() : List.copyOf(viewers);
    this.operators = operators == null ? List.of() : List.copyOf(operators);
  }

  /** Whether a person is a viewer by name or pattern. */
  public boolean sees(String person) {
    return Patterns.name(viewers, person);
  }

  /** Whether a person is an operator by name or pattern. */
  public boolean operates(String person) {
    return Patterns.name(operators, person);
  }
}
