package dev.palisade.cli.bench;

import dev.palisade.cli.Failure;
import dev.palisade.cli.demo.Gap;
import dev.palisade.cli.demo.LocalAws;
import dev.palisade.cli.demo.Sample;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Measures every control by the first gap that the sample workload has for it, one at a time. */
public final class ControlRig {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Sample sample;
  private final Desk hub;
  private final List<Desk> people;
  private final Quiet quiet;
  private final Consumer<String> says;
  private final Set<String> warm = new HashSet<>();

  /**
   * A rig on a local AWS with Palisade and the sample workload deployed and baselines taken.
   *
   * @param people those who may approve
   */
  public ControlRig(
      LocalAws aws, Sample sample, Desk hub, List<Desk> people, Consumer<String> says) {
    this.sample = sample;
    this.hub = hub;
    this.people = List.copyOf(people);
    this.quiet = new Quiet(aws, hub);
    this.says = says;
  }

  /** Counts calls. */
  public List<Calls> calls() {
    Map<String, Gap> first = new LinkedHashMap<>();
    sample.gaps().forEach(gap -> first.putIfAbsent(gap.control(), gap));
    List<Calls> calls = new ArrayList<>();
    for (Gap gap : first.values()) {
      says.accept("opening " + gap.id() + " (" + gap.control() + ")");
      quiet.begin();
      Case item = ended(gap);
      if (warm.add(item.domain())) {
        // Its first fix also fetches what is kept from then on.
        quiet.await();
        sample.close(gap.id());
        quiet.begin();
        item = ended(gap);
      }
      List<Invocation> seen = quiet.end(item);
      holds(item).ifPresent(calls::add);
      calls.addAll(new CaseCalls(item, 0, seen).rows());
    }
    return calls;
  }

  // What is only contained does not hold, so there is nothing to measure.
  private Optional<Calls> holds(Case item) {
    if (item.state() != CaseState.VERIFIED) {
      return Optional.empty();
    }
    quiet.begin();
    hub.fix(item.domain(), item.resource(), item.control());
    return Optional.of(Calls.of(item.control(), Calls.HOLDS, 0, quiet.end()));
  }

  /** Opens a gap and sees it through; its case. */
  private Case ended(Gap gap) {
    Instant begun = hub.clock().instant();
    sample.open(gap.id());
    Set<String> approved = new HashSet<>();
    while (hub.clock().instant().isBefore(begun.plus(LIMIT))) {
      for (Case item : hub.cases().byResource(gap.resource())) {
        if (!item.control().equals(gap.control()) || item.openedAt().isBefore(begun)) {
          continue;
        }
        if (item.state() == gap.state()) {
          return item;
        }
        if (item.state() == CaseState.AWAITING_APPROVAL && approved.add(item.id())) {
          // So that finding it and applying it are told apart.
          quiet.await();
          people
              .subList(0, item.approvalsNeeded())
              .forEach(desk -> desk.decide(item.id(), true, "looked at in the benchmark"));
        }
      }
      hub.pause().of(PAUSE);
    }
    throw Failure.because(
        "%s did not end %s within %d s".formatted(gap.id(), gap.state(), LIMIT.toSeconds()));
  }
}
