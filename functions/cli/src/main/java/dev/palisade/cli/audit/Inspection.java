package dev.palisade.cli.audit;

import dev.palisade.cli.audit.Finding.Level;
import dev.palisade.core.audit.LogDigest;
import dev.palisade.platform.audit.AuditObjects.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Checks whether the audit log is whole: each case's trail, the journal, the digests over both, and
 * that the table says the same.
 */
public final class Inspection {

  /** How far the log may be behind the table: the stream's function, with its tries. */
  static final Duration LAG = Duration.ofMinutes(10);

  private final Records records;
  private final Contents contents;
  private final Instant since;
  private final List<Finding> findings = new ArrayList<>();
  private int cases;
  private int journal;
  private int digests;

  /**
   * What was found.
   *
   * @param findings what is to be said, one by one
   * @param cases how many cases were looked at
   * @param journal how many entries of the journal
   * @param digests how many digests
   */
  public record Result(List<Finding> findings, int cases, int journal, int digests) {
    public Result {
      findings = List.copyOf(findings);
    }

    /** Whether something is as bad as that. */
    public boolean has(Level level) {
      return findings.stream().anyMatch(one -> one.level() == level);
    }
  }

  private Inspection(Records records, Instant since) {
    this.records = records;
    this.contents = new Contents(records.log());
    this.since = since;
  }

  /** Looks at all that happened since a time, {@link Instant#EPOCH} for everything. */
  public static Result of(Records records, Instant since) {
    return new Inspection(records, since).result();
  }

  private Result result() {
    // The log before the table: what is written meanwhile is then missing in the log, not too much.
    List<Stored> all = records.log().versions("");
    TreeMap<String, List<Stored>> byKey = new TreeMap<>();
    all.forEach(one -> byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
    byKey.forEach(this::once);
    cases = new CaseCheck(records, contents, since, this::broken, this::note).run(byKey);
    journal = new JournalCheck(records, contents, since, this::broken, this::note).run(byKey);
    digests = new DigestCheck(records, contents, since, this::add).run(byKey);
    return new Result(findings, cases, journal, digests);
  }

  /** On AWS the bucket takes no second version and no deletion; who gets around that shows. */
  private void once(String key, List<Stored> versions) {
    long contentful = versions.stream().filter(one -> !one.deletes()).count();
    if (contentful < versions.size()) {
      broken(key, "was deleted; %d version(s) of it are still there".formatted(contentful));
    }
    if (contentful > 1) {
      broken(key, "was written %d times; what is in the log is written once".formatted(contentful));
    }
  }

  /** The first version of an object that holds something: a later one can only be put in. */
  static java.util.Optional<Stored> first(List<Stored> versions) {
    return versions.stream()
        .filter(one -> !one.deletes())
        .min(java.util.Comparator.comparing(Stored::at));
  }

  /** Whether an object is no digest. */
  static boolean isRecord(Stored stored) {
    return !stored.deletes() && !stored.key().startsWith(LogDigest.FOLDER);
  }

  private void broken(String where, String what) {
    add(new Finding(Level.BROKEN, where, what));
  }

  private void note(String where, String what) {
    add(new Finding(Level.NOTE, where, what));
  }

  private void add(Finding finding) {
    findings.add(finding);
  }
}
