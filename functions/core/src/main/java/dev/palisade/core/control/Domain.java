package dev.palisade.core.control;

import java.util.List;
import java.util.stream.Stream;

/**
 * A domain of controls that are deployed as one function with one role per member account.
 *
 * @param name lower-case word, {@code data}; part of function, queue and role names
 * @param kinds the kinds of resources it looks after
 */
public record Domain(String name, List<ResourceKind<?, ?>> kinds) {

  public Domain {
    kinds = List.copyOf(kinds);
  }

  /** The specs of all its controls. */
  public Stream<ControlSpec> specs() {
    return kinds.stream().flatMap(kind -> kind.controls().stream()).map(Control::spec);
  }
}
