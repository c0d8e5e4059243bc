package dev.palisade.identity;

import dev.palisade.platform.function.ResponderHandler;

/** Lambda entry point of the identity domain. */
public final class IdentityHandler extends ResponderHandler {

  /** The function as deployed. */
  public IdentityHandler() {
    super(new IdentityDomain());
  }
}
