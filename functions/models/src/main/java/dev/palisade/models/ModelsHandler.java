package dev.palisade.models;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the models domain. */
public final class ModelsHandler extends ResponderHandler {

  /** The function as deployed. */
  public ModelsHandler() {
    super(new ModelsDomain());
  }
}
