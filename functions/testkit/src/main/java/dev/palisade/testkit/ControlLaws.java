package dev.palisade.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Call;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * The laws that every control obeys, as one test per control, sample and law:
 *
 * <ul>
 *   <li>exact: the plan is the one in the file;
 *   <li>converges: applied to the state, nothing more is planned;
 *   <li>reverses: the inverses, last first, give the state before, or a person is asked;
 *   <li>quiet: a control has samples that find and samples that do not;
 *   <li>no foreign change: only the members named in the sample change;
 *   <li>deterministic: the same state in another order gives the same plan;
 *   <li>declared: calls made are calls declared, and calls declared are calls made.
 * </ul>
 */
public final class ControlLaws {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String ACCOUNT = "222222222222";
  private static final String REGION = "us-east-1";

  private ControlLaws() {}

  /** The tests of all controls of a domain; return it from a {@code @TestFactory} method. */
  public static Stream<DynamicContainer> of(Domain domain) {
    return domain.kinds().stream().flatMap(ControlLaws::ofKind);
  }

  private static <S extends ResourceState, C extends Change<S, C>> Stream<DynamicContainer> ofKind(
      ResourceKind<S, C> kind) {
    return kind.controls().stream()
        .map(control -> new Subject<>(kind, control, new Codec<>(kind)))
        .map(subject -> DynamicContainer.dynamicContainer(subject.spec().id(), subject.tests()));
  }

  private record Subject<S extends ResourceState, C extends Change<S, C>>(
      ResourceKind<S, C> kind, Control<S, C> control, Codec<S, C> codec) {

    ControlSpec spec() {
      return control.spec();
    }

    Stream<DynamicTest> tests() {
      List<SampleCase.Named> samples = SampleCase.of(spec().id());
      return Stream.concat(
          samples.stream().flatMap(named -> laws(named.file(), named.sample())),
          Stream.of(
              DynamicTest.dynamicTest("finds and stays quiet", () -> quiet(samples)),
              DynamicTest.dynamicTest("declares what it calls", () -> declared(samples))));
    }

    Stream<DynamicTest> laws(String file, SampleCase sample) {
      return Stream.of(
          DynamicTest.dynamicTest(file + ": exact", () -> exact(sample)),
          DynamicTest.dynamicTest(file + ": converges", () -> converges(sample)),
          DynamicTest.dynamicTest(file + ": reverses", () -> reverses(sample)),
          DynamicTest.dynamicTest(file + ": no foreign change", () -> noForeignChange(sample)),
          DynamicTest.dynamicTest(file + ": deterministic", () -> deterministic(sample)),
          DynamicTest.dynamicTest(file + ": survives JSON", () -> survivesJson(sample)));
    }

    void exact(SampleCase sample) {
      Plan<S, C> plan = plan(sample, state(sample));
      assertThat(plan.changes().stream().map(codec::write).toList())
          .as(sample.about())
          .isEqualTo(sample.plan().changesOrNone());
      assertThat(plan.kind()).as(sample.about()).hasToString(sample.plan().kind());
      assertThat(!plan.asks().isEmpty()).as("asks a person").isEqualTo(sample.plan().asks());
      assertThat(plan.partial()).as("partial").isEqualTo(sample.plan().partial());
      if (!plan.isHeld()) {
        assertThat(plan.rationale()).as("a finding says why").isNotBlank();
        assertThat(plan.evidence()).as("a finding has evidence").isNotEmpty();
      }
      assertThat(plan.changes()).as("a control only tightens").noneMatch(Change::widens);
    }

    void converges(SampleCase sample) {
      Plan<S, C> plan = plan(sample, state(sample));
      Plan<S, C> next = plan(sample, after(sample, plan));
      switch (plan.kind()) {
        case HOLDS, TICKET -> assertThat(next).isEqualTo(plan);
        case CONTAIN -> {
          assertThat(next.kind()).isEqualTo(Plan.Kind.CONTAIN);
          assertThat(next.changes()).isEmpty();
        }
        case MEND -> {
          if (plan.partial()) {
            assertThat(next.changes()).doesNotContainAnyElementsOf(plan.changes());
          } else {
            assertThat(next.kind()).as(sample.about()).isEqualTo(Plan.Kind.HOLDS);
          }
        }
      }
    }

    void reverses(SampleCase sample) {
      S before = state(sample);
      Plan<S, C> plan = plan(sample, before);
      if (plan.changes().stream().anyMatch(change -> change.inverse().isEmpty())) {
        assertThat(spec().autonomy() != Autonomy.ENFORCE || !plan.asks().isEmpty())
            .as("an irreversible change asks a person")
            .isTrue();
        return;
      }
      S back = after(sample, plan);
      for (C change : plan.changes().reversed()) {
        back = change.inverse().orElseThrow().applyTo(back);
      }
      assertThat(codec.write(back)).as(sample.about()).isEqualTo(codec.write(before));
    }

    void noForeignChange(SampleCase sample) {
      JsonNode before = codec.write(state(sample));
      JsonNode after = codec.write(after(sample, plan(sample, state(sample))));
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> before.path(name).equals(after.path(name)));
      assertThat(names).as("changed members").isSubsetOf(sample.changedOrNone());
    }

    void deterministic(SampleCase sample) {
      Plan<S, C> expected = plan(sample, state(sample));
      for (long seed = 1; seed <= 5; seed++) {
        JsonNode shuffled = Shuffle.arrays(sample.state(), sample.orderedOrNone(), seed);
        Plan<S, C> plan = plan(sample, codec.readState(shuffled));
        assertThat(plan.changes()).isEqualTo(expected.changes());
        assertThat(plan.asks()).isEqualTo(expected.asks());
      }
    }

    void survivesJson(SampleCase sample) {
      S state = state(sample);
      assertThat(codec.readState(codec.write(state))).isEqualTo(state);
      for (C change : plan(sample, state).changes()) {
        assertThat(codec.readChange(codec.write(change))).isEqualTo(change);
        assertThat(change.describe()).isNotBlank();
      }
    }

    void quiet(List<SampleCase.Named> samples) {
      assertThat(samples).anyMatch(named -> named.sample().plan().kind().equals("HOLDS"));
      assertThat(samples).anyMatch(named -> !named.sample().plan().kind().equals("HOLDS"));
    }

    void declared(List<SampleCase.Named> samples) {
      Set<Call> made = new HashSet<>();
      Set<Call> undone = new HashSet<>();
      for (SampleCase.Named named : samples) {
        for (C change : plan(named.sample(), state(named.sample())).changes()) {
          made.add(change.call());
          made.addAll(change.alsoNeeds());
          change.inverse().ifPresent(inverse -> undone.add(inverse.call()));
          change.inverse().ifPresent(inverse -> undone.addAll(inverse.alsoNeeds()));
        }
      }
      assertThat(made).as("calls of the samples' plans").isEqualTo(spec().calls());
      assertThat(undone).as("calls of the samples' undos").isEqualTo(spec().undoCalls());
    }

    private S state(SampleCase sample) {
      return codec.readState(sample.state());
    }

    private S after(SampleCase sample, Plan<S, C> plan) {
      S state = state(sample);
      for (C change : plan.changes()) {
        state = change.applyTo(state);
      }
      return state;
    }

    private Plan<S, C> plan(SampleCase sample, S state) {
      JsonNode json = sample.baseline();
      @Nullable S baseline = json == null || json.isNull() ? null : codec.readState(json);
      return control.plan(
          state,
          new Context<>(
              ref(sample),
              sample.settingsOver(spec().defaults()),
              baseline,
              sample.factsOrNone(),
              AiScope.because("sample"),
              NOW));
    }

    private ResourceRef ref(SampleCase sample) {
      ResourceType type =
          kind.types().stream()
              .filter(one -> sample.type() == null || one.name().equals(sample.type()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no such type: " + sample.type()));
      String id = sample.id();
      return type.ref(ACCOUNT, REGION, id == null ? "sample" : id);
    }
  }
}
