package dev.palisade.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts an event on the hub's bus. */
@FunctionalInterface
public interface Sender {

  /**
   * Sends an event.
   *
   * @return its id, under which each domain records how it ended
   */
  String send(String source, String detailType, JsonNode detail);
}
