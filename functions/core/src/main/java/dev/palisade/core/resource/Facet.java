package dev.palisade.core.resource;

import dev.palisade.core.control.Call;
import java.util.Set;

/**
 * A part of a resource's state that is read by its own AWS calls, so that an event reads only what
 * its controls need. One enum per resource type.
 *
 * <p>Every type has a facet for tags where they take a call of their own; the engine adds it only
 * when it must know whether the resource belongs to an AI workload or is critical.
 */
public interface Facet {

  /** The facet's name, unique within its resource type. */
  String name();

  /** The calls that reading this facet makes; they become statements of the roles. */
  Set<Call> calls();

  /** Whether this facet reads the resource's tags. */
  default boolean readsTags() {
    return false;
  }
}
