package dev.palisade.models.logging;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of the invocation logging: one. */
enum LoggingFacet implements Facet {
  /** The configuration. */
  CONFIG(Set.of(Call.of("bedrock:GetModelInvocationLoggingConfiguration", "*"))),
  /** A setting of an account has no tags; nothing is read. */
  TAGS(Set.of());

  private final Set<Call> calls;

  LoggingFacet(Set<Call> calls) {
    this.calls = calls;
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
