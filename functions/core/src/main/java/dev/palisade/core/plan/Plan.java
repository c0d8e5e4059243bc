package dev.palisade.core.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.core.resource.ResourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a control wants done about a resource: ordered changes, why, the evidence read from live
 * state, and what speaks for asking a person. Immutable; build one with {@link #holds}, {@link
 * #mend}, {@link #contain} or {@link #ticket} and refine it.
 *
 * @param kind what the changes achieve
 * @param changes in the order they must be executed
 * @param rationale why these changes, in a sentence for people; empty when the control holds
 * @param evidence the facts of the live state that make it a finding, JSON-serialisable, in the
 *     order shown
 * @param asks reasons why a person must decide although the control may enforce; empty for none
 * @param steps what a person has to do by hand: the recreate plan of a containment, the steps of a
 *     ticket; empty for none
 * @param partial whether other changes remain that the control plans separately, since they need
 *     another decision; the finding is then judged anew after this plan
 * @param aiBecause why the finding belongs to an AI workload whatever the resource is (a Bedrock
 *     key of any user); empty where the resource itself decides
 * @param expiresAfter after which time the changes are undone by a schedule; null for never
 */
public record Plan<S extends ResourceState, C extends Change<S, C>>(
    Kind kind,
    List<C> changes,
    String rationale,
    Map<String, Object> evidence,
    List<String> asks,
    String steps,
    boolean partial,
    String aiBecause,
    @Nullable Duration expiresAfter) {

  /** What a plan achieves. */
  public enum Kind {
    /** The control holds (or does not apply): nothing to find, nothing to do. */
    HOLDS,
    /** The changes make the control hold. */
    MEND,
    /**
     * The setting can't be changed in place: the changes contain the workload, and the finding
     * stays until a person recreates the resource by the steps. No changes: already contained.
     */
    CONTAIN,
    /** Nothing may be changed by Palisade; a ticket carries the steps. */
    TICKET
  }

  public Plan {
    changes = List.copyOf(changes);
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    asks = List.copyOf(asks);
  }

  /** The control holds. */
  public static <S extends ResourceState, C extends Change<S, C>> Plan<S, C> holds() {
    return new Plan<S, C>(Kind.HOLDS, List.of(), "", Map.of(), List.of(), "", false, "", null);
  }

  /** These changes mend the finding; none of them means that the control holds. */
  public static <S extends ResourceState, C extends Change<S, C>> Plan<S, C> mend(
      List<? extends C> changes) {
    return changes.isEmpty()
        ? holds()
        : new Plan<>(Kind.MEND, List.copyOf(changes), "", Map.of(), List.of(), "", false, "", null);
  }

  /** These changes contain the workload; a person recreates the resource by the steps. */
  public static <S extends ResourceState, C extends Change<S, C>> Plan<S, C> contain(
      List<? extends C> changes, String steps) {
    return new Plan<>(
        Kind.CONTAIN, List.copyOf(changes), "", Map.of(), List.of(), steps, false, "", null);
  }

  /** Palisade changes nothing; a person follows the steps. */
  public static <S extends ResourceState, C extends Change<S, C>> Plan<S, C> ticket(
      String rationale, String steps) {
    return new Plan<S, C>(
        Kind.TICKET, List.of(), rationale, Map.of(), List.of(), steps, false, "", null);
  }

  /** The same plan with its reason. */
  public Plan<S, C> because(String reason) {
    return new Plan<>(
        kind, changes, reason, evidence, asks, steps, partial, aiBecause, expiresAfter);
  }

  /** The same plan with a further fact as evidence; nothing is added to a plan that holds. */
  public Plan<S, C> evidence(String name, Object value) {
    if (kind == Kind.HOLDS) {
      return this;
    }
    Map<String, Object> more = new LinkedHashMap<>(evidence);
    more.put(name, value);
    return new Plan<>(
        kind, changes, rationale, more, asks, steps, partial, aiBecause, expiresAfter);
  }

  /** The same plan, for which a person must be asked. */
  public Plan<S, C> ask(String reason) {
    List<String> more = new ArrayList<>(asks);
    more.add(reason);
    return new Plan<>(
        kind, changes, rationale, evidence, more, steps, partial, aiBecause, expiresAfter);
  }

  /** The same plan, after which the resource is judged again for what was left out here. */
  public Plan<S, C> leavingMore() {
    return new Plan<>(
        kind, changes, rationale, evidence, asks, steps, true, aiBecause, expiresAfter);
  }

  /** The same plan, which concerns an AI workload whatever the resource is. */
  public Plan<S, C> aiBecause(String reason) {
    return new Plan<>(
        kind, changes, rationale, evidence, asks, steps, partial, reason, expiresAfter);
  }

  /** The same plan, whose changes a schedule undoes after a time. */
  public Plan<S, C> expiresAfter(Duration time) {
    return new Plan<>(kind, changes, rationale, evidence, asks, steps, partial, aiBecause, time);
  }

  /** Whether the control holds. */
  @JsonIgnore
  public boolean isHeld() {
    return kind == Kind.HOLDS;
  }
}
