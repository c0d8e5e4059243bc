package dev.palisade.data;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the data domain. */
public final class DataHandler extends ResponderHandler {

  /** The function as deployed. */
  public DataHandler() {
    super(new DataDomain());
  }
}
