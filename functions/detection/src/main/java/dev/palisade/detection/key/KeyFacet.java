package dev.palisade.detection.key;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a key's state, each read by the calls it lists. */
public enum KeyFacet implements Facet {
  ABOUT(KeyCalls.of("kms:DescribeKey")),
  /** Asked only of keys that can rotate, so it describes the key first. */
  ROTATION(KeyCalls.of("kms:DescribeKey"), KeyCalls.of("kms:GetKeyRotationStatus")),
  TAGS(KeyCalls.of("kms:ListResourceTags"));

  private final Set<Call> calls;

  KeyFacet(Call... calls) {
    this.calls = Set.of(calls);
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
