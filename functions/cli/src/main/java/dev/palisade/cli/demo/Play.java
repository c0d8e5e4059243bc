package dev.palisade.cli.demo;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Watches the hub while gaps are opened: tells each stage, and lets people decide, the first of
 * them in Slack and on the page.
 */
public final class Play {

  private static final Duration PAUSE = Duration.ofMillis(700);

  private final List<Desk> people;
  private final Console console;
  private final Predicate<Case> approves;
  private final Instant since;
  private final Map<String, Gap> gaps = new LinkedHashMap<>();
  private final Map<String, Integer> told = new HashMap<>();
  private final Map<String, Case> latest = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Deque<Surface> surfaces;
  private final Map<String, Surface> elsewhere = new HashMap<>();

  /**
   * A watch.
   *
   * @param people those who may approve, asked in this order
   * @param surfaces where the first cases are approved that need one person
   * @param approves whether a case shall be approved
   * @param since cases from before are not looked at
   */
  public Play(
      List<Desk> people,
      List<Surface> surfaces,
      Console console,
      Predicate<Case> approves,
      Instant since) {
    this.people = List.copyOf(people);
    this.surfaces = new ArrayDeque<>(surfaces);
    this.console = console;
    this.approves = approves;
    this.since = since;
  }

  /** A gap that must be seen from now on. */
  public synchronized void opened(Gap gap) {
    gaps.put(gap.key(), gap);
    console.say(
        console.tint(Tint.BOLD, "opened ")
            + " "
            + gap.title()
            + console.tint(Tint.DIM, " (" + gap.control() + ")"));
  }

  /** Looks until all gaps are where they should be, or time is over. */
  public void until(Instant end, java.util.function.BooleanSupplier complete) {
    Desk desk = people.getFirst();
    while (desk.clock().instant().isBefore(end)) {
      look();
      if (complete.getAsBoolean() && isSettled()) {
        return;
      }
      desk.pause().of(PAUSE);
    }
  }

  private void look() {
    for (Case item : people.getFirst().cases().all()) {
      if (!item.openedAt().isBefore(since)) {
        tell(item);
        latest.merge(key(item), item, (a, b) -> b.openedAt().isBefore(a.openedAt()) ? a : b);
        decide(item);
      }
    }
  }

  private void tell(Case item) {
    int known = told.getOrDefault(item.id(), 0);
    if (known == 0 && !item.trail().isEmpty()) {
      console.say(
          "  %s saw     %s %s by %s"
              .formatted(
                  item.id(),
                  item.origin().source(),
                  item.origin().name(),
                  item.origin().actor().principal()));
    }
    for (AuditEntry entry : item.trail().subList(known, item.trail().size())) {
      console.say(
          "  %s %-8s %s  %s"
              .formatted(
                  item.id(),
                  word(entry.stage()),
                  console.tint(Tint.DIM, item.control()),
                  entry.note()));
    }
    told.put(item.id(), item.trail().size());
  }

  private static String word(String stage) {
    return switch (CaseState.valueOf(stage)) {
      case PLANNED -> "planned";
      case AWAITING_APPROVAL -> "asks";
      case APPLYING -> "applies";
      case WAITING -> "waits";
      case VERIFIED -> "verified";
      case CONTAINED -> "contained";
      case TICKETED -> "ticketed";
      case OBSERVED -> "observed";
      case EXEMPT -> "exempt";
      case DENIED -> "denied";
      case EXPIRED -> "expired";
      case STALE -> "stale";
      case GONE -> "gone";
      case UNDONE -> "undone";
      case FAILED -> "failed";
    };
  }

  private void decide(Case item) {
    if (item.state() != CaseState.AWAITING_APPROVAL) {
      return;
    }
    Surface there = elsewhere.get(item.id());
    if (there != null && there.shows(item)) {
      elsewhere.remove(item.id());
      there.approve(item);
    }
    if (!asked.add(item.id()) || !approves.test(item)) {
      return;
    }
    if (item.approvalsNeeded() == 1 && !surfaces.isEmpty()) {
      elsewhere.put(item.id(), surfaces.remove());
      return;
    }
    for (Desk desk : people.subList(0, Math.min(people.size(), item.approvalsNeeded()))) {
      try {
        desk.decide(item.id(), true, "looked at in the demonstration");
        console.say("  %s yes      %s".formatted(item.id(), desk.person()));
      } catch (Failure e) {
        console.say("  %s refused  %s".formatted(item.id(), e.getMessage()));
        asked.remove(item.id());
      }
    }
  }

  private static String key(Case item) {
    return item.control() + " " + item.resource().arn();
  }

  private synchronized boolean isSettled() {
    return gaps.values().stream()
        .allMatch(gap -> of(gap).map(item -> !item.state().isOpen()).orElse(false));
  }

  private Optional<Case> of(Gap gap) {
    return Optional.ofNullable(latest.get(gap.key()));
  }

  /** Whether an approval was seen on every surface. */
  public boolean usedAllSurfaces() {
    return surfaces.isEmpty() && elsewhere.isEmpty();
  }

  /** What became of each gap, in the order in which they were opened. */
  public synchronized List<Outcome> outcomes() {
    return gaps.values().stream().map(gap -> Outcome.of(gap, of(gap))).toList();
  }

  /** All cases since the beginning, for the report. */
  public List<Case> cases() {
    return people.getFirst().cases().all().stream()
        .filter(item -> !item.openedAt().isBefore(since))
        .sorted(Comparator.comparing(Case::openedAt))
        .toList();
  }
}
