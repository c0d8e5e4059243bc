package dev.palisade.core.cases;

import java.time.Instant;

/**
 * A person's yes or no to one plan.
 *
 * @param by the principal that decided, as AWS names it
 * @param person the person behind it by policy's mapping, else the principal again
 * @param yes whether it was approved
 * @param planHash the plan that was decided on
 * @param reason what the person said, may be empty
 * @param at when
 */
public record Approval(
    String by, String person, boolean yes, String planHash, String reason, Instant at) {}
