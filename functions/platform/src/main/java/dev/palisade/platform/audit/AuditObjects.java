package dev.palisade.platform.audit;

import java.time.Instant;
import java.util.List;

/** The objects of the audit log with all their versions; a bucket, or memory in tests. */
public interface AuditObjects {

  /** All versions of all objects whose keys begin so, and what marks some as deleted. */
  List<Stored> versions(String prefix);

  /** The content of a version. */
  byte[] read(Stored object);

  /** Writes an object that must not exist yet; false where it does. */
  boolean append(String key, String body);

  /**
   * A version of an object.
   *
   * @param key the object's key
   * @param version the version's id
   * @param at when it was written
   * @param deletes whether it is no content, but marks the object as deleted
   */
  record Stored(String key, String version, Instant at, boolean deletes) {}
}
