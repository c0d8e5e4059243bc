package dev.palisade.compute.function;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.Set;

/**
 * What starts a function by itself: an event source mapping of a queue or stream.
 *
 * @param id the mapping's UUID
 * @param from ARN of the queue or stream; empty where it is none of AWS's
 * @param state as Lambda says it: {@code Enabled}, {@code Disabled}, or on its way to one
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
 *     EventSourceMappingConfiguration</a>
 */
public record EventSource(String id, String from, String state) {

  static final String ENABLED = "Enabled";
  static final String DISABLED = "Disabled";

  static final Comparator<EventSource> ORDER = Comparator.comparing(EventSource::id);

  /** Whether it starts the function, or will. */
  @JsonIgnore
  boolean isOn() {
    return !Set.of(DISABLED, "Disabling", "Deleting").contains(state);
  }

  @JsonIgnore
  boolean isSettled() {
    return state.equals(ENABLED) || state.equals(DISABLED);
  }

  EventSource on(boolean yes) {
    return new EventSource(id, from, yes ? ENABLED : DISABLED);
  }
}
