package dev.palisade.cli.demo;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.hub.Follow;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.platform.desk.DeskRequest.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What people do with findings besides saying yes: put a fix back, let one stand, take one over.
 */
final class Decisions {

  private static final String MENDED = "training-block-gone";
  private static final String MEANT = "endpoint-other-port";
  private static final String HANDMADE = "front-url-open";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Sample sample;
  private final Desk one;
  private final Desk other;
  private final Console console;

  Decisions(Sample sample, List<Desk> people, Console console) {
    this.sample = sample;
    this.one = people.getFirst();
    this.other = people.getLast();
    this.console = console;
  }

  /** Does it; the cases that came of it. */
  List<Case> show(List<Gap> gaps) {
    return List.of(
        undone(gap(gaps, MENDED)), exempted(gap(gaps, MEANT)), filed(gap(gaps, HANDMADE)));
  }

  private Case undone(Gap gap) {
    Case mended = latest(gap, item -> item.state() == CaseState.VERIFIED);
    one.undo(mended, false);
    Case end =
        new Follow(one, (item, entry) -> {})
            .until(
                mended.id(),
                mended.trail().size(),
                now -> now.isUndoOver(mended.trail().size()),
                PATIENCE);
    must(end, CaseState.UNDONE);
    tell("undo", end, "%s put back what was before: %s".formatted(one.person(), end.reason()));
    return end;
  }

  private Case exempted(Gap gap) {
    Case asked = openedAgain(gap);
    Exemption given =
        Desk.read(
            other.ask(
                Action.EXEMPT,
                Map.of(
                    "case", asked.id(),
                    "reason", "the partner calls this port until the move",
                    "lasts", Duration.ofDays(7).toString())),
            Exemption.class);
    Case end = latest(gap, item -> item.id().equals(asked.id()) && !item.state().isOpen());
    must(end, CaseState.EXEMPT);
    tell("exempt", end, given.why());
    return end;
  }

  private Case filed(Gap gap) {
    Case asked = openedAgain(gap);
    one.ask(Action.TICKET, Map.of("case", asked.id(), "reason", "the front's owner moves it"));
    Case end = latest(gap, item -> item.id().equals(asked.id()) && !item.state().isOpen());
    must(end, CaseState.TICKETED);
    FiledTicket ticket =
        await(
            "the ticket of " + asked.id(),
            () ->
                one.cases()
                    .ticket(asked.id())
                    .filter(found -> found.phase() == FiledTicket.Phase.OPEN));
    tell("ticket", end, "%s %s: %s".formatted(ticket.system(), ticket.reference(), end.reason()));
    return end;
  }

  // As another engineer would, a week later: the gap is open again, and people are asked anew.
  private Case openedAgain(Gap gap) {
    Instant before = one.clock().instant();
    sample.close(gap.id());
    sample.open(gap.id());
    return latest(
        gap,
        item -> item.state() == CaseState.AWAITING_APPROVAL && !item.openedAt().isBefore(before));
  }

  private Case latest(Gap gap, Predicate<Case> wanted) {
    return await(
        gap.title(),
        () ->
            one.cases().byResource(gap.resource()).reversed().stream()
                .filter(item -> item.control().equals(gap.control()))
                .filter(wanted)
                .findFirst());
  }

  private <T> T await(String what, Supplier<Optional<T>> look) {
    Instant end = one.clock().instant().plus(PATIENCE);
    while (one.clock().instant().isBefore(end)) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      one.pause().of(PAUSE);
    }
    throw Failure.because("waited %d s in vain for: %s".formatted(PATIENCE.toSeconds(), what));
  }

  private static void must(Case item, CaseState state) {
    if (item.state() != state) {
      throw Failure.because(
          "case %s should be %s by now and is %s: %s"
              .formatted(item.id(), state, item.state(), item.reason()));
    }
  }

  private void tell(String what, Case item, String text) {
    console.say(
        "  %s %-8s %s  %s"
            .formatted(item.id(), what, console.tint(Tint.DIM, item.control()), text));
  }

  /** The cases with those of now in the place of those before. */
  static List<Case> merged(List<Case> before, List<Case> now) {
    List<Case> merged = new ArrayList<>(before);
    for (Case item : now) {
      merged.removeIf(old -> old.id().equals(item.id()));
      merged.add(item);
    }
    return List.copyOf(merged);
  }

  private static Gap gap(List<Gap> gaps, String id) {
    return gaps.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the sample has no gap " + id));
  }
}
