package dev.palisade.core.engine;

import dev.palisade.core.resource.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The state of a resource that exists for tests only: what is wrong with it, by name, sorted.
 *
 * @param changing whether the cloud is still changing it
 * @param notes read by the control of notes only; no other control asks for them
 */
record Box(
    boolean exists, List<String> faults, boolean changing, Map<String, String> tags, String notes)
    implements ResourceState {

  static final Box GONE = new Box(false, List.of(), false, Map.of(), "");

  Box {
    faults = faults.stream().sorted().distinct().toList();
    tags = Map.copyOf(tags);
  }

  /** A box of an AI workload with these faults. */
  static Box with(String... faults) {
    return new Box(true, List.of(faults), false, Map.of("palisade:workload", "churn"), "");
  }

  @Override
  public boolean settled() {
    return !changing;
  }

  boolean has(String fault) {
    return faults.contains(fault);
  }

  Box plus(String fault) {
    return new Box(
        exists, Stream.concat(faults.stream(), Stream.of(fault)).toList(), changing, tags, notes);
  }

  Box minus(String fault) {
    List<String> left = new ArrayList<>(faults);
    left.remove(fault);
    return new Box(exists, left, changing, tags, notes);
  }

  Box changing(boolean now) {
    return new Box(exists, faults, now, tags, notes);
  }

  Box tagged(Map<String, String> other) {
    return new Box(exists, faults, changing, other, notes);
  }
}
