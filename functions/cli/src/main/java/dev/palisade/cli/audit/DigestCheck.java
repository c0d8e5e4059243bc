package dev.palisade.cli.audit;

import dev.palisade.cli.audit.Finding.Level;
import dev.palisade.core.audit.LogDigest;
import dev.palisade.core.audit.SealedDigest;
import dev.palisade.platform.audit.AuditObjects.Stored;
import dev.palisade.platform.audit.Digester;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The chain of digests, their signatures, and what they list against what is there. */
final class DigestCheck {

  /** A digest is due every hour; a run takes minutes. */
  private static final Duration DUE = Duration.ofMinutes(75);

  private final Records records;
  private final Contents contents;
  private final Instant since;
  private final Consumer<Finding> say;
  private final Map<List<String>, Stored> there = new HashMap<>();
  private final Set<List<String>> listed = new HashSet<>();

  DigestCheck(Records records, Contents contents, Instant since, Consumer<Finding> say) {
    this.records = records;
    this.contents = contents;
    this.since = since;
    this.say = say;
  }

  private record Kept(Stored stored, SealedDigest sealed, LogDigest digest) {}

  /** Looks at all digests; how many there were. */
  int run(SortedMap<String, List<Stored>> byKey) {
    byKey.values().stream()
        .flatMap(List::stream)
        .filter(Inspection::isRecord)
        .forEach(one -> there.put(List.of(one.key(), one.version()), one));
    List<Kept> digests = read(byKey);
    if (digests.isEmpty()) {
      say.accept(
          new Finding(
              Level.UNKNOWN,
              LogDigest.FOLDER,
              "there is no digest: what is missing" + " as a whole can't be told"));
      return 0;
    }
    PublicKey key = records.key().get();
    digests.forEach(kept -> signed(kept, key));
    chained(digests);
    digests.forEach(this::holds);
    rest(digests.getLast().digest());
    return digests.size();
  }

  private List<Kept> read(SortedMap<String, List<Stored>> byKey) {
    List<Kept> digests = new ArrayList<>();
    byKey.forEach((key, versions) -> {
      if (key.startsWith(LogDigest.FOLDER)) {
        Inspection.first(versions)
            .ifPresent(stored -> {
              Optional<Kept> kept = open(stored);
              kept.ifPresentOrElse(digests::add, () -> broken(key, "is no digest"));
            });
      }
    });
    // The chain is looked at from the last digest before the time that was asked for.
    int from = 0;
    while (from + 1 < digests.size() && digests.get(from + 1).digest().until().isBefore(since)) {
      from++;
    }
    return digests.subList(from, digests.size());
  }

  private Optional<Kept> open(Stored stored) {
    return contents
        .read(stored, SealedDigest.class)
        .flatMap(sealed -> {
          try {
            return Optional.of(new Kept(stored, sealed, Digester.open(sealed)));
          } catch (UncheckedIOException e) {
            return Optional.empty();
          }
        });
  }

  private void signed(Kept kept, PublicKey key) {
    if (!kept.sealed().isSignedBy(key)) {
      broken(kept.stored().key(), "is not signed by the hub's key");
    }
    if (!kept.stored().key().equals(LogDigest.key(kept.digest().number()))) {
      broken(kept.stored().key(), "says that it is digest " + kept.digest().number());
    }
  }

  private void chained(List<Kept> digests) {
    if (since.equals(Instant.EPOCH) && digests.getFirst().digest().number() != 1) {
      broken(
          LogDigest.FOLDER,
          "digests before %d are missing".formatted(digests.getFirst().digest().number()));
    }
    if (digests.getFirst().digest().number() == 1
        && !digests.getFirst().digest().previous().equals(LogDigest.NONE)) {
      broken(digests.getFirst().stored().key(), "names a digest before the first");
    }
    for (int i = 1; i < digests.size(); i++) {
      Kept before = digests.get(i - 1);
      Kept now = digests.get(i);
      if (now.digest().number() != before.digest().number() + 1) {
        broken(
            LogDigest.FOLDER,
            "between digest %d and %d there is none"
                .formatted(before.digest().number(), now.digest().number()));
      } else if (!now.digest().previous().equals(before.sealed().hash())) {
        broken(now.stored().key(), "does not follow digest " + before.digest().number());
      }
    }
  }

  private void holds(Kept kept) {
    for (LogDigest.Entry entry : kept.digest().objects()) {
      List<String> id = List.of(entry.key(), entry.version());
      listed.add(id);
      Stored stored = there.get(id);
      if (stored == null) {
        broken(entry.key(), "is gone: digest %d lists it".formatted(kept.digest().number()));
      } else if (!stored.at().isBefore(since) && !contents.hash(stored).equals(entry.sha256())) {
        broken(
            entry.key(),
            "is another than the one that digest %d lists".formatted(kept.digest().number()));
      }
    }
  }

  private void rest(LogDigest last) {
    Instant horizon = last.until().minus(Digester.OVERLAP);
    there.entrySet().stream()
        .filter(one -> !listed.contains(one.getKey()) && !one.getValue().at().isBefore(since))
        .map(Map.Entry::getValue)
        .sorted(java.util.Comparator.comparing(Stored::key).thenComparing(Stored::at))
        .forEach(one -> {
          boolean old = one.at().isBefore(horizon) && last.at().isAfter(since);
          say.accept(
              old
                  ? new Finding(
                      Level.BROKEN, one.key(), "is older than the last digest and in none")
                  : new Finding(Level.NOTE, one.key(), "is not yet in a digest"));
        });
    if (last.at().isBefore(records.clock().instant().minus(DUE))) {
      say.accept(
          new Finding(
              Level.UNKNOWN,
              LogDigest.FOLDER,
              "the last digest is of %s; one is due every hour, so later ones may be missing"
                  .formatted(last.at())));
    }
  }

  private void broken(String where, String what) {
    say.accept(new Finding(Level.BROKEN, where, what));
  }
}
