package dev.palisade.cli.hub;

import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.EventEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Watches what becomes of cases and events, and tells each stage once. */
public final class Follow {

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Desk desk;
  private final BiConsumer<Case, AuditEntry> stages;

  /** A watch over a desk's cases that tells each new entry of their trails. */
  public Follow(Desk desk, BiConsumer<Case, AuditEntry> stages) {
    this.desk = desk;
    this.stages = stages;
  }

  /**
   * The case once it is as wanted, or as it was when time was over.
   *
   * @param from how many entries of its trail are known already
   */
  public Case until(String id, int from, Predicate<Case> wanted, Duration limit) {
    Instant end = desk.clock().instant().plus(limit);
    int told = from;
    while (true) {
      Case now = desk.find(id);
      while (told < now.trail().size()) {
        stages.accept(now, now.trail().get(told));
        told++;
      }
      if (wanted.test(now) || !desk.clock().instant().isBefore(end)) {
        return now;
      }
      desk.pause().of(PAUSE);
    }
  }

  /** The endings of an event once so many domains have looked, or those there were in time. */
  public List<EventEnd> endings(String happening, int domains, Duration limit) {
    Instant end = desk.clock().instant().plus(limit);
    List<EventEnd> seen = new ArrayList<>(desk.cases().endings(happening));
    while (seen.size() < domains && desk.clock().instant().isBefore(end)) {
      desk.pause().of(PAUSE);
      seen = new ArrayList<>(desk.cases().endings(happening));
    }
    return List.copyOf(seen);
  }
}
