package dev.palisade.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.control.Settings;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a control does with one sample: the plan it really makes, and the members of the state that
 * the plan changes, before and after.
 *
 * @param about what the sample shows, a sentence
 * @param kind the kind of plan
 * @param rationale why the control finds something; empty where it holds
 * @param asks why a person is asked; empty for none
 * @param steps what a person does by hand; empty for none
 * @param partial whether the plan leaves something for a plan of its own
 * @param changes the changes in their order
 * @param before the changed members (all members where none changes)
 * @param after the same members afterwards
 */
public record Example(
    String about,
    Plan.Kind kind,
    String rationale,
    List<String> asks,
    String steps,
    boolean partial,
    List<Step> changes,
    JsonNode before,
    JsonNode after) {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final String ACCOUNT = "222222222222";
  private static final String REGION = "us-east-1";

  /**
   * One change.
   *
   * @param text what it does, for people
   * @param action its IAM action
   * @param reversible whether Palisade can undo it
   * @param disrupts whether something running may stop or lose access
   */
  public record Step(String text, String action, boolean reversible, boolean disrupts) {}

  /** The example that a sample file (the JSON of one case of the control's laws) gives. */
  public static <S extends ResourceState, C extends Change<S, C>> Example of(
      ResourceKind<S, C> kind, Control<S, C> control, JsonNode sample) {
    Codec<S, C> codec = new Codec<>(kind);
    S state = codec.readState(sample.path("state"));
    Plan<S, C> plan = control.plan(state, context(kind, control, codec, sample));
    S mended = state;
    for (C change : plan.changes()) {
      mended = change.applyTo(mended);
    }
    JsonNode before = codec.write(state);
    JsonNode after = codec.write(mended);
    Set<String> shown = changedMembers(before, after);
    return new Example(
        sample.path("about").asText(),
        plan.kind(),
        plan.rationale(),
        plan.asks(),
        plan.steps(),
        plan.partial(),
        plan.changes().stream().map(Example::step).toList(),
        shown.isEmpty() ? before : only(before, shown),
        shown.isEmpty() ? after : only(after, shown));
  }

  private static <S extends ResourceState, C extends Change<S, C>> Context<S> context(
      ResourceKind<S, C> kind, Control<S, C> control, Codec<S, C> codec, JsonNode sample) {
    String typeName = sample.path("type").asText("");
    ResourceType type =
        kind.types().stream()
            .filter(one -> typeName.isEmpty() || one.name().equals(typeName))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such type: " + typeName));
    Settings defaults = control.spec().defaults();
    Map<String, Object> settings = texts(sample.path("settings"));
    @Nullable S baseline =
        sample.hasNonNull("baseline") ? codec.readState(sample.get("baseline")) : null;
    Map<String, String> facts =
        texts(sample.path("facts")).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> String.valueOf(one.getValue())));
    return new Context<>(
        type.ref(ACCOUNT, REGION, sample.path("id").asText("sample")),
        defaults.overriddenBy(new Settings(settings)),
        baseline,
        facts,
        AiScope.because("sample"),
        NOW);
  }

  @SuppressWarnings("unchecked") // JSON objects have text as names
  private static Map<String, Object> texts(JsonNode object) {
    return object.isObject()
        ? Objects.requireNonNull(Codec.plain().convertValue(object, Map.class))
        : Map.of();
  }

  private static <S extends ResourceState, C extends Change<S, C>> Step step(C change) {
    return new Step(
        change.describe(), change.call().action(), change.inverse().isPresent(), change.disrupts());
  }

  private static Set<String> changedMembers(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    List<String> all = new ArrayList<>(names);
    all.removeIf(name -> before.path(name).equals(after.path(name)));
    return new TreeSet<>(all);
  }

  private static JsonNode only(JsonNode state, Set<String> names) {
    ObjectNode shown = state.deepCopy();
    shown.retain(names);
    return shown;
  }
}
