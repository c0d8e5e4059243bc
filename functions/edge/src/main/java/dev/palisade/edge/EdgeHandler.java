package dev.palisade.edge;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the edge domain. */
public final class EdgeHandler extends ResponderHandler {

  /** The function as deployed. */
  public EdgeHandler() {
    super(new EdgeDomain());
  }
}
