package dev.palisade.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.incident.Moment.Kind;
import dev.palisade.cli.incident.Moment.Near;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Moments of several records come in one order, whatever order they were read in. */
class TimelineTest {

  @Provide
  Arbitrary<List<Moment>> moments() {
    // Few times and ids, so that many are equal in one or the other.
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(Kind.class),
            Arbitraries.of(Near.class),
            Arbitraries.strings().withChars("abc").ofLength(1))
        .as((second, kind, near, id) -> moment(second, kind, near, id + second))
        .list()
        .ofMaxSize(40);
  }

  private static Moment moment(int second, Kind kind, Near near, String id) {
    return new Moment(
        Instant.parse("2026-11-25T10:00:00Z").plusSeconds(second),
        kind,
        near,
        "w",
        "x",
        List.of(),
        "",
        "",
        "",
        "",
        "",
        "",
        id);
  }

  @Property
  void theOrderOfReadingMakesNoDifference(
      @ForAll("moments") List<Moment> all, @ForAll Random random, @ForAll int seed) {
    List<Moment> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    int cut = shuffled.isEmpty() ? 0 : Math.floorMod(seed, shuffled.size());
    List<List<Moment>> parts =
        List.of(shuffled.subList(0, cut), shuffled.subList(cut, shuffled.size()));
    assertThat(Timeline.merge(parts)).isEqualTo(Timeline.merge(List.of(all)));
  }

  @Property
  void nothingIsLostAndNothingIsTwice(@ForAll("moments") List<Moment> all) {
    List<Moment> merged = Timeline.merge(List.of(all, all));
    assertThat(merged).isSortedAccordingTo(Moment.ORDER);
    assertThat(merged.stream().map(TimelineTest::key)).doesNotHaveDuplicates();
    assertThat(merged.stream().map(TimelineTest::key))
        .containsExactlyInAnyOrderElementsOf(
            all.stream().map(TimelineTest::key).distinct().toList());
  }

  private static String key(Moment moment) {
    return moment.kind() + " " + moment.id();
  }

  @Test
  void whatIsAboutTheSubjectIsToldAsSuch() {
    Moment near = moment(1, Kind.CALL, Near.DIRECT, "a");
    Moment far = moment(1, Kind.CALL, Near.AROUND, "a");
    assertThat(Timeline.merge(List.of(List.of(far), List.of(near)))).containsExactly(near);
  }

  @Test
  void aCauseStandsBeforeItsEffectOfTheSameTime() {
    Moment call = moment(1, Kind.CALL, Near.DIRECT, "z");
    Moment change = moment(1, Kind.CHANGE, Near.DIRECT, "a");
    assertThat(Timeline.merge(List.of(List.of(change, call)))).containsExactly(call, change);
  }
}
