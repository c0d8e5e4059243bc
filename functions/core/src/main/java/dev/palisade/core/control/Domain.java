package dev.palisade.core.control;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A domain of controls that are deployed as one function with one role per member account.
 *
 * @param name lower-case word, {@code data}; part of function, queue and role names
 * @param kinds the kinds of resources it looks after
 * @param watches events that it takes note of beside those its controls wait for
 * @param watchCalls the calls that taking note makes
 */
public record Domain(
    String name, List<ResourceKind<?, ?>> kinds, List<Trigger> watches, Set<Call> watchCalls) {

  public Domain {
    kinds = List.copyOf(kinds);
    watches = List.copyOf(watches);
    watchCalls = Set.copyOf(watchCalls);
  }

  /** A domain that has controls only. */
  public Domain(String name, List<ResourceKind<?, ?>> kinds) {
    this(name, kinds, List.of(), Set.of());
  }

  /** The specs of all its controls. */
  public Stream<ControlSpec> specs() {
    return kinds.stream().flatMap(kind -> kind.controls().stream()).map(Control::spec);
  }
}
