package dev.palisade.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When {@code bench} fails. */
class BoundsTest {

  @Test
  void atMostFourCallsWhereItHoldsAndEightForAFix() {
    assertThat(Bounds.broken(List.of(calls(Calls.HOLDS, 10, 4), calls(Calls.FIX, 10, 8))))
        .isEmpty();
    assertThat(Bounds.broken(List.of(calls(Calls.HOLDS, 10, 5), calls(Calls.FIX, 10, 9))))
        .hasSize(2)
        .first()
        .asString()
        .contains("holds", "5 calls", "at most 4");
  }

  @Test
  void sessionsThatHadToBeFetchedCount() {
    Calls cold = new Calls("S3.PublicAccess", Calls.HOLDS, 10, 1, Map.of("a", 4), Map.of("b", 1));
    assertThat(Bounds.broken(List.of(cold))).singleElement().asString().contains("5 calls");
  }

  @Test
  void notOneMoreBesideMoreBuckets() {
    assertThat(Bounds.broken(List.of(calls(Calls.FIX, 10, 7), calls(Calls.FIX, 1000, 8))))
        .singleElement()
        .asString()
        .contains("beside 1000 other buckets: 8 calls", "it was 7");
    assertThat(Bounds.broken(List.of(calls(Calls.AFTER, 10, 3), calls(Calls.AFTER, 1000, 6))))
        .as("how many events of its own come at once is chance")
        .isEmpty();
  }

  private static Calls calls(String situation, int others, int count) {
    return new Calls("S3.PublicAccess", situation, others, 1, Map.of("a", count), Map.of());
  }
}
