package dev.palisade.compute;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the compute domain. */
public final class ComputeHandler extends ResponderHandler {

  /** The function as deployed. */
  public ComputeHandler() {
    super(new ComputeDomain());
  }
}
