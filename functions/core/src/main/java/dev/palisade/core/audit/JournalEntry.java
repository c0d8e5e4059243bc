package dev.palisade.core.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What people did, or were refused, beside the stages of a case: freezes, exemptions, requests,
 * policy. Entries are written once, carry a hash of their own, and are listed in the signed
 * digests, so that a changed or missing one shows.
 *
 * @param id unique
 * @param at when
 * @param kind what was done
 * @param by who did it, or tried to
 * @param about the case, resource, exemption or version it is about; may be empty
 * @param note what happened, in a sentence
 * @param hash SHA-256 over all of the above, hex
 */
public record JournalEntry(
    String id, Instant at, Kind kind, String by, String about, String note, String hash) {

  /** What people do. */
  public enum Kind {
    /** Somebody asked for what they may not, or too late, or about another plan. */
    REFUSED,
    /** A finding may stand for a time. */
    EXEMPTED,
    /** An exemption was taken back, or its time was over. */
    EXEMPTION_ENDED,
    /** All writes were stopped. */
    FROZEN,
    /** The stop was lifted. */
    UNFROZEN,
    /** A fix, a plan or an undo was asked for. */
    REQUESTED,
    /** Another policy was deployed. */
    POLICY
  }

  /** An entry. */
  public static JournalEntry of(
      String id, Instant at, Kind kind, String by, String about, String note) {
    return new JournalEntry(id, at, kind, by, about, note, hash(id, at, kind, by, about, note));
  }

  /** Whether the entry says what it said when it was written. */
  @JsonIgnore
  public boolean isIntact() {
    return hash.equals(hash(id, at, kind, by, about, note));
  }

  private static String hash(
      String id, Instant at, Kind kind, String by, String about, String note) {
    return Digest.of(id, at.toString(), kind.name(), by, about, note);
  }
}
