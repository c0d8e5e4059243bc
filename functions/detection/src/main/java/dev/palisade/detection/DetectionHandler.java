package dev.palisade.detection;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the detection domain. */
public final class DetectionHandler extends ResponderHandler {

  /** The function as deployed. */
  public DetectionHandler() {
    super(new DetectionDomain());
  }
}
