package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.control.AtSource;
import dev.palisade.core.engine.Owners.Owner;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Tool;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Limits;
import dev.palisade.core.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who opens again what was mended: a run of Terraform, a stack, a pipeline, a script.
 * After the configured round Palisade stops, and one case says who it is, what owns the resource,
 * and the change to make there. The case is told of what comes after; no other is opened.
 *
 * @param decision to leave it to a person, and why
 * @param steps what that person has to do
 * @param again what just happened, for a case that stands already; empty where somebody only looked
 */
record Fight(Decision decision, String steps, String again) {

  /** How the reason of such a decision begins; a case is known by it. */
  private static final String STOPPED = "a fight: ";

  /**
   * So many are told one by one; later ones at most once in a while, so that the case stays short.
   */
  private static final int TOLD_SINGLY = 12;

  private static final Duration THEN_EVERY = Duration.ofMinutes(10);

  /** The fight about a finding; empty while there is none. */
  static Optional<Fight> of(Finding<?, ?> finding, Origin origin, Limits limits, Instant now) {
    if (finding.plan().expiresAfter() != null) {
      // What expires answers a happening, each another one: nobody puts back what was mended.
      return Optional.empty();
    }
    Instant since = now.minus(Duration.ofMinutes(limits.fightMinutes()));
    long mended = finding.standing().mended().stream().filter(since::isBefore).count();
    if (mended < limits.fightReopenings()) {
      return Optional.empty();
    }
    Optional<Owner> owner = Owners.of(finding.tags());
    Optional<Tool> tool =
        Tool.named(origin.facts().getOrDefault(Origin.TOOL, "")).filter(Fight::declares);
    String who = who(origin);
    String belongs = owner.map(one -> "; the resource belongs to " + one.words()).orElse("");
    String why =
        "%smended %d times in %d minutes and opened again by %s%s: change it at its source"
            .formatted(STOPPED, mended, limits.fightMinutes(), who, belongs);
    return Optional.of(
        new Fight(
            Decision.of(Verdict.TICKET, why),
            steps(finding, origin, owner, tool.or(() -> owner.flatMap(Owner::tool))),
            origin.actor().equals(Actor.UNKNOWN)
                ? ""
                : "found again after %s by %s".formatted(origin.name(), who)));
  }

  private static boolean declares(Tool tool) {
    return tool.speaksCloudFormation() || tool.speaksTerraform();
  }

  private static String who(Origin origin) {
    String principal = origin.actor().principal();
    String actor =
        principal.isEmpty() ? "somebody whom " + origin.name() + " does not name" : principal;
    String tool = origin.facts().getOrDefault(Origin.TOOL, "");
    return tool.isEmpty() ? actor : actor + " with " + tool;
  }

  private static String steps(
      Finding<?, ?> finding, Origin origin, Optional<Owner> owner, Optional<Tool> tool) {
    AtSource source = finding.spec().atSource();
    List<String> lines = new ArrayList<>();
    lines.add("Palisade mended this several times; each time it was opened again by");
    lines.add("  %s, last by %s at %s.".formatted(who(origin), origin.name(), origin.at()));
    owner.ifPresent(one -> lines.add("The resource belongs to " + one.words() + "."));
    lines.add("What must hold: " + finding.spec().title() + ".");
    lines.add("Make the change where the resource is declared, then deploy from there:");
    if (tool.map(one -> !one.speaksTerraform()).orElse(false)) {
      lines.add("  CloudFormation: " + source.cloudFormation());
    } else if (tool.isPresent()) {
      lines.add("  Terraform: " + source.terraform());
    } else {
      lines.add("  Terraform: " + source.terraform());
      lines.add("  CloudFormation: " + source.cloudFormation());
    }
    lines.add("If it has to stay as it is, give it an exemption instead.");
    return Stream.concat(
            Stream.of(finding.plan().steps()).filter(s -> !s.isBlank()), lines.stream())
        .reduce((one, other) -> one + "\n" + other)
        .orElseThrow();
  }

  /** Whether a decision is this fight's. */
  boolean decides(Decision other) {
    return other.verdict() == decision.verdict()
        && other.because().getFirst().equals(decision.because().getFirst());
  }

  /** Whether a case is the one that stopped a fight, and still stands. */
  static boolean stopped(Case item) {
    return item.state() == CaseState.TICKETED
        && item.decision().because().getFirst().startsWith(STOPPED);
  }

  /** Whether a case that stands should be told of what just happened. */
  boolean isNewsFor(Case item, Instant now) {
    return !again.isEmpty()
        && (item.trail().size() < TOLD_SINGLY || !item.updatedAt().plus(THEN_EVERY).isAfter(now));
  }
}
