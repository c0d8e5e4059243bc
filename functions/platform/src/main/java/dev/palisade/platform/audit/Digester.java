package dev.palisade.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.Digest;
import dev.palisade.core.audit.LogDigest;
import dev.palisade.core.audit.SealedDigest;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.AuditObjects.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the audit log's digests. Each run lists what no digest has yet, in pieces that are stored
 * one by one, so that a run which is cut short loses nothing. An hour in which nothing was written
 * has a digest too: else a removed digest would look like a quiet hour.
 */
public final class Digester {

  /** What a digest may miss because it was being written while the bucket was listed. */
  public static final Duration OVERLAP = Duration.ofMinutes(15);

  /** How many objects are in one digest at most. */
  static final int PIECE = 500;

  private final AuditObjects log;
  private final Signer signer;
  private final InstantSource clock;

  /** Signs texts with a key that never leaves its keeper. */
  public interface Signer {

    /** ARN of the key. */
    String key();

    /** The signature of a text's bytes by {@link SealedDigest#ALGORITHM}, in DER form, Base64. */
    String sign(byte[] text);
  }

  /** A digester of a log. */
  public Digester(AuditObjects log, Signer signer, InstantSource clock) {
    this.log = log;
    this.signer = signer;
    this.clock = clock;
  }

  private record Kept(SealedDigest sealed, LogDigest digest) {}

  /** Makes the digests that are due; how many objects are in them. */
  public int run() {
    Instant now = clock.instant();
    List<Kept> recent = recent();
    Optional<Kept> last = recent.stream().findFirst();
    List<Stored> fresh = fresh(recent);
    int number = last.map(one -> one.digest().number()).orElse(0);
    String previous = last.map(one -> one.sealed().hash()).orElse(LogDigest.NONE);
    int done = 0;
    do {
      List<Stored> piece = fresh.subList(done, Math.min(fresh.size(), done + PIECE));
      done += piece.size();
      Instant until = done == fresh.size() ? latest(now, piece) : piece.getLast().at();
      LogDigest digest =
          new LogDigest(++number, now, until, previous, piece.stream().map(this::entry).toList());
      SealedDigest sealed = seal(digest);
      if (!log.append(LogDigest.key(number), json(sealed))) {
        return done - piece.size(); // Another run is at it, and goes on.
      }
      previous = sealed.hash();
    } while (done < fresh.size());
    return done;
  }

  /** The last digest and those before it that may hold what is still looked for; newest first. */
  private List<Kept> recent() {
    TreeMap<String, Stored> digests = new TreeMap<>(Comparator.reverseOrder());
    log.versions(LogDigest.FOLDER).stream()
        .filter(one -> !one.deletes())
        .forEach(one -> digests.putIfAbsent(one.key(), one));
    List<Kept> recent = new ArrayList<>();
    for (Stored stored : digests.values()) {
      SealedDigest sealed = read(log.read(stored), SealedDigest.class);
      Kept kept = new Kept(sealed, open(sealed));
      if (!recent.isEmpty() && kept.digest().until().isBefore(horizon(recent))) {
        break;
      }
      recent.add(kept);
    }
    return recent;
  }

  private static Instant horizon(List<Kept> recent) {
    return recent.isEmpty() ? Instant.EPOCH : recent.getFirst().digest().until().minus(OVERLAP);
  }

  private List<Stored> fresh(List<Kept> recent) {
    Set<List<String>> known = new HashSet<>();
    recent.forEach(kept ->
        kept.digest().objects().forEach(one -> known.add(List.of(one.key(), one.version()))));
    Instant horizon = horizon(recent);
    return log.versions("").stream()
        .filter(one -> !one.deletes() && !one.key().startsWith(LogDigest.FOLDER))
        .filter(one -> !one.at().isBefore(horizon))
        .filter(one -> !known.contains(List.of(one.key(), one.version())))
        .sorted(Comparator.comparing(Stored::at).thenComparing(Stored::key))
        .toList();
  }

  private static Instant latest(Instant now, List<Stored> piece) {
    Instant last = piece.isEmpty() ? now : piece.getLast().at();
    return last.isAfter(now) ? last : now;
  }

  private LogDigest.Entry entry(Stored stored) {
    byte[] content = log.read(stored);
    String sha256 = Digest.ofBytes(content);
    if (!stored.key().startsWith("cases/")) {
      return new LogDigest.Entry(stored.key(), stored.version(), sha256, 0, "");
    }
    JsonNode trail = trail(content);
    return new LogDigest.Entry(
        stored.key(),
        stored.version(),
        sha256,
        trail.size(),
        trail.path(trail.size() - 1).path("hash").asText(""));
  }

  // Whatever lies there is listed, also what is no case: to judge it is the verifier's.
  private static JsonNode trail(byte[] content) {
    try {
      return Codec.plain().readTree(content).path("trail");
    } catch (IOException e) {
      return Codec.plain().createArrayNode();
    }
  }

  private SealedDigest seal(LogDigest digest) {
    String text = json(digest);
    return new SealedDigest(
        text,
        SealedDigest.ALGORITHM,
        signer.key(),
        signer.sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What a digest says.
   *
   * @throws UncheckedIOException if it is none
   */
  public static LogDigest open(SealedDigest sealed) {
    return read(sealed.digest().getBytes(StandardCharsets.UTF_8), LogDigest.class);
  }

  private static <T> T read(byte[] content, Class<T> type) {
    try {
      return Codec.plain().readValue(content, type);
    } catch (IOException e) {
      throw new UncheckedIOException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static String json(Object value) {
    try {
      return Codec.plain().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value, e);
    }
  }
}
