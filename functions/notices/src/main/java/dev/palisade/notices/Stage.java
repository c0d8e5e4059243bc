package dev.palisade.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.plan.Codec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A write of a case, as the table's stream tells it.
 *
 * @param now the case as it was written
 * @param before the case as it was, null where it is new
 */
record Stage(Case now, @Nullable Case before) {

  /** What a record of the stream says of a case; empty where it is about something else. */
  static Optional<Stage> of(JsonNode record) {
    if (!record.at("/dynamodb/Keys/sk/S").asText().equals("CASE")) {
      return Optional.empty();
    }
    return document(record.at("/dynamodb/NewImage"), Case.class)
        .map(now ->
            new Stage(now, document(record.at("/dynamodb/OldImage"), Case.class).orElse(null)));
  }

  /** The document that an image of the stream holds; empty where there is no image. */
  static <T> Optional<T> document(JsonNode image, Class<T> type) {
    if (!image.isObject()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Codec.plain().readValue(image.at("/doc/S").asText(), type));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a record of the stream is no %s: %s"
              .formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /** Whether the trail is longer than before: progress of single changes is no stage. */
  boolean isNew() {
    return before == null || before.trail().size() < now.trail().size();
  }

  /** Whether people are asked from now on. */
  boolean asks() {
    return now.question() != null
        && now.state() == CaseState.AWAITING_APPROVAL
        && (before == null || before.question() == null);
  }

  /** Whether a question that stood before is answered or over by now. */
  boolean answers() {
    return before != null
        && before.state() == CaseState.AWAITING_APPROVAL
        && !isOpenQuestion(now)
        && isOpenQuestion(before);
  }

  /** Whether people have still to decide. */
  static boolean isOpenQuestion(Case item) {
    return item.state() == CaseState.AWAITING_APPROVAL && !item.isApproved();
  }
}
