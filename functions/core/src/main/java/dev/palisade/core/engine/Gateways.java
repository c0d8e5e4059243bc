package dev.palisade.core.engine;

import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;

/** Opens the gateway to a resource's account and region under one of the domain's roles. */
@FunctionalInterface
public interface Gateways<S extends ResourceState, C extends Change<S, C>> {

  /** The gateway; sessions and clients behind it are kept, so that opening again costs nothing. */
  Gateway<S, C> open(ResourceRef ref, Access access);
}
