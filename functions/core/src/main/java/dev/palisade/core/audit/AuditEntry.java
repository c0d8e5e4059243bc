package dev.palisade.core.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * One entry of a case's audit trail. Entries of a case are chained: each carries the hash of the
 * one before, so that a changed, dropped or reordered entry shows.
 *
 * @param caseId the case
 * @param number 1 for the first entry of the case
 * @param at when
 * @param stage the case's state from then on
 * @param by who did it: a principal or person, or {@code palisade}
 * @param note what happened, in a sentence
 * @param planHash the plan in force
 * @param previous hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 over all of the above, hex
 */
public record AuditEntry(
    String caseId,
    int number,
    Instant at,
    String stage,
    String by,
    String note,
    String planHash,
    String previous,
    String hash) {

  private static final String NONE = "0".repeat(64);

  /** The entry that follows a trail. */
  public static AuditEntry after(
      List<AuditEntry> trail,
      String caseId,
      Instant at,
      String stage,
      String by,
      String note,
      String planHash) {
    int number = trail.size() + 1;
    String previous = trail.isEmpty() ? NONE : trail.getLast().hash();
    return new AuditEntry(
        caseId,
        number,
        at,
        stage,
        by,
        note,
        planHash,
        previous,
        hash(caseId, number, at, stage, by, note, planHash, previous));
  }

  /** Whether the entry says what it said when it was written. */
  @JsonIgnore
  public boolean isIntact() {
    return hash.equals(hash(caseId, number, at, stage, by, note, planHash, previous));
  }

  /** Whether a trail is whole: every entry intact, in order, none missing from its beginning. */
  public static boolean isWhole(List<AuditEntry> trail) {
    String previous = NONE;
    for (int i = 0; i < trail.size(); i++) {
      AuditEntry entry = trail.get(i);
      if (entry.number() != i + 1 || !entry.previous().equals(previous) || !entry.isIntact()) {
        return false;
      }
      previous = entry.hash();
    }
    return true;
  }

  private static String hash(
      String caseId,
      int number,
      Instant at,
      String stage,
      String by,
      String note,
      String planHash,
      String previous) {
    return Digest.of(
        caseId, String.valueOf(number), at.toString(), stage, by, note, planHash, previous);
  }
}
