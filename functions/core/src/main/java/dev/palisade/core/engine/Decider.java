package dev.palisade.core.engine;

import dev.palisade.core.cases.Origin;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.ModeRuling;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Untouchables;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Step 4: what policy and the brakes say of a finding, in the order of the design. The freeze and
 * the counted limits are checked where they can't be raced: in the transaction that begins a case.
 */
public final class Decider {

  private Decider() {}

  /**
   * The decision about a finding.
   *
   * @param exemptions all that people gave, in force or not
   */
  public static <S extends ResourceState, C extends Change<S, C>> Decision decide(
      Finding<S, C> finding,
      Origin origin,
      Policy policy,
      List<Exemption> exemptions,
      Instant now) {
    Decision decision = decided(finding, origin, policy, exemptions, now);
    List<String> inVain = Permits.byTag(finding, policy.exemptions().tags()).inVain();
    if (inVain.isEmpty() || decision.verdict() == Verdict.OUT_OF_SCOPE) {
      return decision;
    }
    List<String> because = new ArrayList<>(decision.because());
    because.addAll(inVain);
    return new Decision(decision.verdict(), because);
  }

  private static <S extends ResourceState, C extends Change<S, C>> Decision decided(
      Finding<S, C> finding,
      Origin origin,
      Policy policy,
      List<Exemption> exemptions,
      Instant now) {
    if (!finding.scope().ai() && !policy.scope().everything()) {
      return Decision.of(Verdict.OUT_OF_SCOPE, finding.scope().why());
    }
    return Untouchables.objection(finding.ref(), finding.state().fullArn(), policy.untouchable())
        .map(reason -> Decision.of(Verdict.TICKET, reason))
        .or(() -> Permits.of(finding, policy.exemptions().tags(), exemptions, now))
        .or(() -> observed(finding, policy, now))
        .or(() -> manual(finding))
        .or(() -> Fight.of(finding, origin, policy.limits(), now).map(Fight::decision))
        .orElseGet(() -> askOrEnforce(finding, origin, policy, now));
  }

  private static <S extends ResourceState, C extends Change<S, C>> Optional<Decision> observed(
      Finding<S, C> finding, Policy policy, Instant now) {
    ModeRuling ruling = ruling(finding, policy, now);
    return ruling.mode() == Mode.OBSERVE
        ? Optional.of(
            Decision.of(
                Verdict.OBSERVE,
                "policy only observes here (mode: observe), by " + ruling.decisive().why()))
        : Optional.empty();
  }

  private static <S extends ResourceState, C extends Change<S, C>> Optional<Decision> manual(
      Finding<S, C> finding) {
    if (finding.plan().kind() == Plan.Kind.TICKET) {
      return Optional.of(Decision.of(Verdict.TICKET, finding.plan().rationale()));
    }
    if (finding.plan().changes().isEmpty()) {
      return Optional.of(
          Decision.of(Verdict.TICKET, "already contained; a person recreates the resource"));
    }
    return finding.spec().autonomy() == Autonomy.TICKET
        ? Optional.of(Decision.of(Verdict.TICKET, "the control never changes anything itself"))
        : Optional.empty();
  }

  private static <S extends ResourceState, C extends Change<S, C>> Decision askOrEnforce(
      Finding<S, C> finding, Origin origin, Policy policy, Instant now) {
    List<String> asks = new ArrayList<>(finding.plan().asks());
    if (origin.source().equals(PalisadeEvents.REQUEST) && origin.name().equals(Requests.PLAN)) {
      asks.add(Decision.BY_HAND);
    }
    ModeRuling ruling = ruling(finding, policy, now);
    if (ruling.mode() == Mode.APPROVE) {
      asks.add(
          "policy asks before every change here (mode: approve), by " + ruling.decisive().why());
    }
    if (finding.spec().autonomy() == Autonomy.APPROVE) {
      asks.add("the control asks by default");
    }
    if (finding.plan().changes().stream().anyMatch(change -> change.inverse().isEmpty())) {
      asks.add("a change can't be undone");
    }
    if (finding.plan().changes().stream().anyMatch(Change::disrupts)) {
      asks.add("something running may stop or lose access");
    }
    if (isCritical(finding, policy)) {
      asks.add("the resource is tagged critical");
    }
    return asks.isEmpty()
        ? Decision.of(Verdict.ENFORCE, "the control enforces, and policy lets it")
        : new Decision(Verdict.APPROVE, asks);
  }

  private static ModeRuling ruling(Finding<?, ?> finding, Policy policy, Instant now) {
    return policy.modeRuling(finding.ref().account(), finding.spec().id(), now);
  }

  private static <S extends ResourceState, C extends Change<S, C>> boolean isCritical(
      Finding<S, C> finding, Policy policy) {
    String[] tag = policy.critical().split("=", 2);
    return tag.length == 2 && tag[1].equals(finding.tags().get(tag[0]));
  }
}
