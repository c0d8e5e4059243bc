package dev.palisade.core.engine;

import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Change;
import dev.palisade.core.policy.ExemptionRules.TagRule;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets a resource out of quarantine: an undo that looks again at what else is found about the
 * resource, and that two people have to want. Both words stand in the case's trail.
 */
final class Releasing {

  private final Hub hub;
  private final CaseFlow flow;

  Releasing(Hub hub, CaseFlow flow) {
    this.hub = hub;
    this.flow = flow;
  }

  /**
   * What somebody wants.
   *
   * @param by who
   * @param reason why, in their words
   * @param force although findings stand, or the resource has changed since
   */
  record Wish(String by, String reason, boolean force) {}

  /** Notes the first wish, and fulfils that of somebody else. */
  <S extends ResourceState, C extends Change<S, C>> Case release(
      Finding<S, C> subject, Case item, Wish wish, Instant deadline) {
    Undoing undoing = new Undoing(hub);
    if (!item.state().next().contains(CaseState.UNDONE)) {
      return item;
    }
    String standing = wish.force() ? "" : standing(subject);
    if (!standing.isEmpty()) {
      return undoing.refused(subject, item, "what is found there stands: " + standing, wish.by());
    }
    Optional<String> first = asked(item);
    if (first.isEmpty()) {
      String why = Case.RELEASE_ASKED + wish.reason();
      return undoing.noted(subject, item, why, wish.by());
    }
    if (first.get().equals(wish.by())) {
      String why = "somebody else than " + wish.by() + ", who asked for it, has to agree";
      return undoing.refused(subject, item, why, wish.by());
    }
    return undoing.undo(subject, item, wish.by(), wish.force(), false, deadline);
  }

  // By all controls that look at such a resource by themselves; what may stand is in no way.
  private <S extends ResourceState, C extends Change<S, C>> String standing(Finding<S, C> subject) {
    Sighting<S, C> all =
        new Sighting<>(
            subject.reach(),
            subject.ref(),
            subject.reach().kind().standing(),
            subject.facts(),
            false);
    List<TagRule> tags = hub.policy().get().exemptions().tags();
    List<Exemption> given = hub.store().exemptions();
    return flow.judge(all).findings().stream()
        .filter(one -> Permits.of(one, tags, given, hub.now()).isEmpty())
        .map(one -> one.spec().id() + ": " + one.plan().rationale())
        .collect(Collectors.joining("; "));
  }

  /** Who asked for the release since the quarantine was applied. */
  private static Optional<String> asked(Case item) {
    List<AuditEntry> latestFirst = item.trail().reversed();
    return latestFirst.stream()
        .takeWhile(entry -> !entry.stage().equals(CaseState.APPLYING.name()))
        .filter(entry -> entry.note().startsWith(Case.RELEASE_ASKED))
        .findFirst()
        .map(AuditEntry::by);
  }
}
