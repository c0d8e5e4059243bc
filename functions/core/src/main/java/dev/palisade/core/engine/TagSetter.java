package dev.palisade.core.engine;

import java.time.Instant;

/**
 * Who last said, in a call that CloudTrail recorded, that a resource has a tag.
 *
 * @param key the tag's key
 * @param value what they set it to; empty where the record does not show it
 * @param principal ARN of the role behind their session, else of the caller; empty where the record
 *     shows none
 * @param at when
 */
public record TagSetter(String key, String value, String principal, Instant at) {}
