package dev.palisade.network;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the network domain. */
public final class NetworkHandler extends ResponderHandler {

  /** The function as deployed. */
  public NetworkHandler() {
    super(new NetworkDomain());
  }
}
