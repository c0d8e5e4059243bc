package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.scope.AiScope;
import dev.palisade.core.scope.ScopeRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps 2 and 3: reads the live state once for all controls that look, and lets each plan. Tags
 * take a read of their own in most services and are read only when there is a finding.
 */
public final class Judge {

  private Judge() {}

  /**
   * What was found about one resource.
   *
   * @param state what was read
   * @param standing what the table knew
   * @param findings controls that do not hold
   * @param held ids of the controls that do
   */
  public record Judgement<S extends ResourceState, C extends Change<S, C>>(
      S state, Standing standing, List<Finding<S, C>> findings, List<String> held) {}

  /** Judges a resource by the controls of a sighting. */
  public static <S extends ResourceState, C extends Change<S, C>> Judgement<S, C> judge(
      Sighting<S, C> sighting,
      Gateway<S, C> gateway,
      Standing standing,
      Policy policy,
      Instant now) {
    Reach<S, C> reach = sighting.reach();
    Set<Facet> facets = facets(sighting);
    S state = gateway.read(sighting.ref(), facets);
    @Nullable S baseline = baseline(reach, standing);
    boolean byNature = byNature(reach, sighting.ref());
    List<Finding<S, C>> findings = new ArrayList<>();
    List<String> held = new ArrayList<>();
    @Nullable S tagged = null;
    for (Control<S, C> control : sighting.controls()) {
      Plan<S, C> plan =
          control.plan(
              state,
              context(sighting.ref(), control, baseline, sighting.facts(), standing, policy, now));
      if (plan.isHeld()) {
        held.add(control.spec().id());
        continue;
      }
      if (tagged == null) {
        tagged = tagged(reach, sighting.ref(), gateway, state, facets);
      }
      Map<String, String> tags = tagged.tags();
      String because = plan.aiBecause().isEmpty() ? tagged.aiBecause() : plan.aiBecause();
      AiScope scope =
          ScopeRules.of(sighting.ref(), byNature, because, standing.scope(), tags, policy.scope());
      findings.add(
          new Finding<>(
              reach,
              sighting.ref(),
              control,
              state,
              plan,
              standing.of(control.spec().id()),
              scope,
              tags,
              sighting.facts(),
              standing.tagSetters()));
    }
    return new Judgement<>(state, standing, findings, held);
  }

  /** The plan of one control over a state that was read again. */
  static <S extends ResourceState, C extends Change<S, C>> Plan<S, C> again(
      Finding<S, C> finding, S state, Standing standing, Policy policy, Instant now) {
    return finding
        .control()
        .plan(
            state,
            context(
                finding.ref(),
                finding.control(),
                baseline(finding.reach(), standing),
                finding.facts(),
                standing,
                policy,
                now));
  }

  private static <S extends ResourceState, C extends Change<S, C>> Context<S> context(
      ResourceRef ref,
      Control<S, C> control,
      @Nullable S baseline,
      Map<String, String> facts,
      Standing standing,
      Policy policy,
      Instant now) {
    return new Context<>(
        ref,
        policy.settingsFor(control.spec().id(), control.spec().defaults()),
        baseline,
        facts,
        standing.scope(),
        now);
  }

  private static <S extends ResourceState, C extends Change<S, C>> Set<Facet> facets(
      Sighting<S, C> sighting) {
    Set<Facet> facets = new HashSet<>();
    sighting.controls().forEach(control -> facets.addAll(control.spec().reads()));
    if (sighting.sweep()) {
      facets.addAll(sighting.reach().kind().baselineFacets());
    }
    return facets;
  }

  private static <S extends ResourceState, C extends Change<S, C>> S tagged(
      Reach<S, C> reach, ResourceRef ref, Gateway<S, C> gateway, S state, Set<Facet> read) {
    if (!state.exists() || read.contains(reach.kind().tagsFacet())) {
      return state;
    }
    return gateway.read(ref, Set.of(reach.kind().tagsFacet()));
  }

  private static <S extends ResourceState, C extends Change<S, C>> boolean byNature(
      Reach<S, C> reach, ResourceRef ref) {
    return reach.type(ref.type()).map(type -> type.ai()).orElse(false);
  }

  private static <S extends ResourceState, C extends Change<S, C>> @Nullable S baseline(
      Reach<S, C> reach, Standing standing) {
    JsonNode json = standing.baseline();
    return json == null ? null : reach.codec().readState(json);
  }

  /**
   * The baseline after a resource was seen to be good: what was read now, over what was known
   * before. Null when nothing new was learned.
   */
  static @Nullable JsonNode baselineAfter(Standing standing, JsonNode good) {
    JsonNode before = standing.baseline();
    if (!(good instanceof ObjectNode read)) {
      return null;
    }
    ObjectNode merged = before instanceof ObjectNode known ? known.deepCopy() : read.objectNode();
    merged.setAll(read);
    return merged.equals(before) ? null : merged;
  }
}
