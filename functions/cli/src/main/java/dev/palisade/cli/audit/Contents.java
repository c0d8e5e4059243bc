package dev.palisade.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.audit.Digest;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.AuditObjects;
import dev.palisade.platform.audit.AuditObjects.Stored;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads each version once for all checks, keeping its hash only. */
final class Contents {

  private final AuditObjects log;
  private final Map<Stored, String> hashes = new HashMap<>();

  Contents(AuditObjects log) {
    this.log = log;
  }

  /** A version as a value; empty where it is none. */
  <T> Optional<T> read(Stored stored, Class<T> type) {
    byte[] content = log.read(stored);
    hashes.put(stored, Digest.ofBytes(content));
    try {
      return Optional.of(Codec.plain().readValue(content, type));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // Never: it is in memory.
    }
  }

  /** The SHA-256 of a version. */
  String hash(Stored stored) {
    return hashes.computeIfAbsent(stored, one -> Digest.ofBytes(log.read(one)));
  }
}
