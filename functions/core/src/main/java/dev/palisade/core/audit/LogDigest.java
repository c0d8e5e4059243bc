package dev.palisade.core.audit;

import java.time.Instant;
import java.util.List;

/**
 * What was written to the audit log since the digest before: the list that is signed, so that a
 * missing object shows even where a whole case is missing. Digests are chained by the hash of the
 * one before.
 *
 * @param number 1 for the first
 * @param at when it was made
 * @param until all that was written up to then is in this digest or in one before
 * @param previous SHA-256 of the text of the digest before, hex; 64 zeros for the first
 * @param objects what was written, oldest first
 */
public record LogDigest(
    int number, Instant at, Instant until, String previous, List<Entry> objects) {

  /** What stands for the digest before the first. */
  public static final String NONE = "0".repeat(64);

  /** Where digests are kept in the log. */
  public static final String FOLDER = "digests/";

  public LogDigest {
    objects = List.copyOf(objects);
  }

  /** Where it is kept. */
  public static String key(int number) {
    return "%s%08d.json".formatted(FOLDER, number);
  }

  /**
   * One object of the log.
   *
   * @param key its key
   * @param version the id of its version
   * @param sha256 of its content, hex
   * @param entries how many entries the trail of a case has in it; 0 where it is no case
   * @param last the hash of the last of them; empty where it is no case
   */
  public record Entry(String key, String version, String sha256, int entries, String last) {}
}
