package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.audit.Digest;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Proposal;
import dev.palisade.core.cases.Step;
import dev.palisade.core.control.Severity;
import dev.palisade.core.event.Actor;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns findings into cases, and plans into ledgers and hashes. */
final class CaseOpening {

  private static final ObjectMapper JSON = Codec.plain();

  private CaseOpening() {}

  /**
   * The case of a finding, planned and decided, with nothing done yet.
   *
   * @param steps what a person has to do by hand, if anything
   */
  static <S extends ResourceState, C extends Change<S, C>> Case open(
      String domain,
      Finding<S, C> finding,
      Origin origin,
      Decision decision,
      String steps,
      Instant now) {
    String control = finding.spec().id();
    String id = id(control, finding.ref(), origin.happening(), finding.standing().version());
    Proposal proposal = proposal(finding, steps, now);
    AuditEntry first =
        AuditEntry.after(
            List.of(),
            id,
            now,
            CaseState.PLANNED.name(),
            "palisade",
            "found: " + finding.plan().rationale(),
            proposal.hash());
    return new Case(
        id,
        control,
        finding.spec().title(),
        domain,
        finding.ref(),
        finding.spec().severity(),
        finding.scope(),
        origin,
        proposal,
        decision,
        decision.verdict() == Verdict.APPROVE ? approvers(finding, origin) : 0,
        null,
        List.of(),
        steps(finding),
        finding.reach().codec().write(finding.state()),
        null,
        CaseState.PLANNED,
        finding.plan().rationale(),
        null,
        0,
        now,
        now,
        List.of(first),
        1);
  }

  /**
   * At most eleven letters and digits from a digest: short enough to type, and the same when the
   * same event is handled again before anything was written.
   */
  private static String id(String control, ResourceRef ref, String happening, long version) {
    String digest = Digest.of(control, ref.arn(), happening, String.valueOf(version));
    return "c-" + new BigInteger(digest.substring(0, 13), 16).toString(36);
  }

  // An actor who maps to nobody may be the one who approves: then it takes two. So does a plan of
  // high risk: what can't be undone, or stops something running to mend what is critical.
  private static <S extends ResourceState, C extends Change<S, C>> int approvers(
      Finding<S, C> finding, Origin origin) {
    List<C> changes = finding.plan().changes();
    boolean somebodyUnknown = !origin.actor().equals(Actor.UNKNOWN) && origin.person().isEmpty();
    boolean irreversible = changes.stream().anyMatch(one -> one.inverse().isEmpty());
    boolean grave =
        finding.spec().severity() == Severity.CRITICAL
            && changes.stream().anyMatch(Change::disrupts);
    return somebodyUnknown || irreversible || grave ? 2 : 1;
  }

  private static <S extends ResourceState, C extends Change<S, C>> Proposal proposal(
      Finding<S, C> finding, String steps, Instant now) {
    Plan<S, C> plan = finding.plan();
    return new Proposal(
        plan.kind(),
        plan.rationale(),
        JSON.valueToTree(plan.evidence()),
        plan.asks(),
        steps,
        hash(finding.reach().codec(), finding.spec().id(), finding.ref(), plan),
        plan.partial(),
        plan.expiresAfter() == null ? null : now.plus(Objects.requireNonNull(plan.expiresAfter())));
  }

  /** The hash of a finding's plan. */
  static <S extends ResourceState, C extends Change<S, C>> String hash(Finding<S, C> finding) {
    return hash(finding.reach().codec(), finding.spec().id(), finding.ref(), finding.plan());
  }

  /** What an approval is bound to: the same changes to the same resource by the same control. */
  static <S extends ResourceState, C extends Change<S, C>> String hash(
      Codec<S, C> codec, String control, ResourceRef ref, Plan<S, C> plan) {
    String changes =
        plan.changes().stream().map(change -> codec.write(change).toString()).toList().toString();
    return Digest.of(control, ref.arn(), plan.kind().name(), changes, plan.steps());
  }

  /** The ledger of a finding's plan, nothing of it done. */
  static <S extends ResourceState, C extends Change<S, C>> List<Step> steps(Finding<S, C> finding) {
    return finding.plan().changes().stream()
        .map(change -> step(finding.reach().codec(), change))
        .toList();
  }

  private static <S extends ResourceState, C extends Change<S, C>> Step step(
      Codec<S, C> codec, C change) {
    return new Step(
        codec.write(change),
        change.describe(),
        change.call().action(),
        change.call().event(),
        change.inverse().map(inverse -> inverse.call().event()).orElse(""),
        json(change.before()),
        json(change.after()),
        change.inverse().isPresent(),
        Step.Progress.PLANNED,
        null);
  }

  private static @Nullable JsonNode json(@Nullable Object value) {
    return value == null ? null : JSON.valueToTree(value);
  }
}
