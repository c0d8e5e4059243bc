package dev.palisade.notices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last stage that a batch of the stream has of each case. Since every object of the audit log
 * holds the whole trail, this one keeps the earlier stages of the batch as well: a fix that begins
 * and ends within a second is one object, not two.
 */
final class Batch {

  private final Map<String, Case> last = new HashMap<>();

  private Batch() {}

  /** The cases of a batch. */
  static Batch of(JsonNode event) {
    Batch batch = new Batch();
    event.path("Records").forEach(batch::add);
    return batch;
  }

  private void add(JsonNode record) {
    try {
      Stage.of(record)
          .filter(Stage::isNew)
          .ifPresent(stage -> last.merge(stage.now().id(), stage.now(), Batch::longer));
    } catch (IllegalArgumentException e) {
      // Fails by itself when its turn comes; what stands before it is told all the same.
    }
  }

  private static Case longer(Case one, Case other) {
    return one.trail().size() >= other.trail().size() ? one : other;
  }

  /** What is to be kept of a case before any stage of it is told: once a batch. */
  Optional<Case> toKeep(String caseId) {
    return Optional.ofNullable(last.remove(caseId));
  }
}
