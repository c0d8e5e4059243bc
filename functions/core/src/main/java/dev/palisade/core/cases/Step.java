package dev.palisade.core.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's ledger: a change, written down before its call is made.
 *
 * @param change the change as its family's JSON
 * @param describe the change in a line for people
 * @param action IAM action of its call
 * @param event the name CloudTrail records its call under; recognises our own events
 * @param undoEvent the name under which CloudTrail records its inverse, empty if irreversible
 * @param before what stood before, for the diff
 * @param after what stands after, for the diff
 * @param reversible whether it can be undone
 * @param progress how far it is
 * @param at when progress was made
 */
public record Step(
    JsonNode change,
    String describe,
    String action,
    String event,
    String undoEvent,
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    boolean reversible,
    Progress progress,
    @Nullable Instant at) {

  /** How far a change is. */
  public enum Progress {
    /** Written down; its call may or may not have been made when the case is taken over. */
    PLANNED,
    /** Its call has succeeded. */
    DONE,
    /** Its inverse has succeeded. */
    UNDONE,
    /** Not needed any more: the state already was as it would make it. */
    SKIPPED
  }

  /** The same line at another stage. */
  public Step at(Progress stage, Instant time) {
    return new Step(
        change, describe, action, event, undoEvent, before, after, reversible, stage, time);
  }
}
