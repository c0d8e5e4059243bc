package dev.palisade.compute.function;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a function that are read by calls of their own. */
enum FunctionFacet implements Facet {
  /** The resource policies of the function and of each of its aliases. */
  POLICY("lambda:ListAliases", "lambda:GetPolicy"),
  /** The URLs of the function and of its aliases, in one call. */
  URLS("lambda:ListFunctionUrlConfigs"),
  /** How much of it may run at once. */
  CAPACITY("lambda:GetFunctionConcurrency"),
  /** What starts it; the action knows no resources. */
  SOURCES(Call.of("lambda:ListEventSourceMappings", "*")),
  /** Tags. */
  TAGS("lambda:ListTags");

  private final Set<Call> calls;

  FunctionFacet(Call call) {
    this.calls = Set.of(call);
  }

  FunctionFacet(String... actions) {
    this.calls =
        Arrays.stream(actions)
            .map(action -> Call.of(action, FunctionChange.FUNCTIONS))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
