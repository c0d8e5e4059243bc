package dev.palisade.cli.incident;

import java.time.Instant;

/**
 * The time that is looked at.
 *
 * @param since from then on
 * @param until before then
 */
record Window(Instant since, Instant until) {

  boolean has(Instant time) {
    return !time.isBefore(since) && time.isBefore(until);
  }
}
