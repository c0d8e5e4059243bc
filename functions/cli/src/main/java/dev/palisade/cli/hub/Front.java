package dev.palisade.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.platform.desk.DeskRequest;

/** The deployed front desk, where people ask for what changes something. */
@FunctionalInterface
public interface Front {

  /**
   * Asks for something under the person's own name.
   *
   * @return what was done
   * @throws dev.palisade.cli.Failure saying why it was refused
   */
  JsonNode ask(DeskRequest request);
}
