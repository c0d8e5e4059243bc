package dev.palisade.core.engine;

import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import java.util.List;

/**
 * Takes note of events for something else than a finding: the models domain reads out of them which
 * resources belong to AI workloads.
 */
public interface Watcher {

  /** The events it takes note of; the same as its domain's {@code watches}. */
  List<Trigger> watches();

  /**
   * Takes note of an event.
   *
   * @return what was noted, in a few words
   */
  String see(Event event);

  /** Takes note of everything there is in an account and region. */
  void sweep(String account, String region);

  /** Whether it takes note of an event. */
  default boolean waitsFor(Event event) {
    return watches().stream().anyMatch(trigger -> trigger.matches(event));
  }
}
