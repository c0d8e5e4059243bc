package dev.palisade.core.engine;

import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Change;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.ExemptionRules.TagRule;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lets a finding stand for a time: an exemption that a person gave, the hold that an undo
 * placed, or a tag that somebody set whom policy lets. Every way to a decision asks here: events,
 * sweeps, scans, plans and fixes by hand. Maintenance windows lower the mode instead, see {@code
 * Policy.modeFor}: a finding does not become right by the hour.
 */
public final class Permits {

  private Permits() {}

  /** Why a finding may stand at a time, or empty. */
  public static <S extends ResourceState, C extends Change<S, C>> Optional<Decision> of(
      Finding<S, C> finding, List<TagRule> rules, List<Exemption> exemptions, Instant now) {
    Optional<Decision> given =
        of(
            finding.spec().id(),
            finding.ref(),
            finding.tags(),
            finding.standing().hold(),
            exemptions,
            now);
    List<String> tagged = byTag(finding, rules).because();
    return given.isPresent() || tagged.isEmpty()
        ? given
        : Optional.of(new Decision(Verdict.EXEMPT, tagged));
  }

  /** What the tags of a finding's resource let stand. */
  static TagPermits byTag(Finding<?, ?> finding, List<TagRule> rules) {
    return new TagPermits(
        rules, finding.spec().id(), finding.ref().account(), finding.tags(), finding.tagSetters());
  }

  /** Why a control's finding about a resource may stand at a time, or empty. */
  public static Optional<Decision> of(
      String control,
      ResourceRef ref,
      Map<String, String> tags,
      Standing.@Nullable Hold hold,
      List<Exemption> exemptions,
      Instant now) {
    // The one that ends last: so that no case is opened again on the day another ends.
    Stream<String> exempt =
        exemptions.stream()
            .filter(one -> one.holdsAt(now) && one.match().covers(control, ref, tags))
            .sorted(Comparator.comparing(Exemption::until).reversed())
            .map(Exemption::why);
    Stream<String> held =
        hold == null || !now.isBefore(hold.until())
            ? Stream.of()
            : Stream.of("held until " + hold.until() + " by " + hold.by() + ": " + hold.reason());
    List<String> because = Stream.concat(exempt, held).toList();
    return because.isEmpty()
        ? Optional.empty()
        : Optional.of(new Decision(Verdict.EXEMPT, because));
  }
}
