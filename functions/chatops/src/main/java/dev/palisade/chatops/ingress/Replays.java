package dev.palisade.chatops.ingress;

import java.time.Instant;

/** The requests that were here before. */
interface Replays {

  /** Notes a signature; false if it was noted before. */
  boolean isFirst(Signature signature, Instant now);
}
