package dev.palisade.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.Console;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of {@code bench}. */
class MeasurementsTest {

  private final Measurements measured =
      new Measurements(
          List.of(
              new Calls("S3.PublicAccess", Calls.FIX, 1000, 1, Map.of("b", 2, "a", 1), Map.of())),
          List.of(
              new Calls("KMS.Key", Calls.ASKS, 0, 2, Map.of("c", 1), Map.of("sts:AssumeRole", 2))),
          IntStream.rangeClosed(1, 20).mapToObj(i -> Duration.ofMillis(i * 100L)).toList(),
          Duration.ofMillis(2500));

  @Test
  void percentilesAreOfTheSortedSamples() {
    Measurements reversed =
        new Measurements(List.of(), List.of(), measured.samples().reversed(), measured.firstFix());
    assertThat(reversed.p50()).isEqualTo(Duration.ofMillis(1000));
    assertThat(reversed.p95()).isEqualTo(Duration.ofMillis(1900));
    Duration only = Duration.ofMillis(7);
    Measurements one = new Measurements(List.of(), List.of(), List.of(only), Duration.ZERO);
    assertThat(List.of(one.p50(), one.p95())).containsOnly(only);
    assertThat(new Measurements(List.of(), List.of(), List.of(), Duration.ZERO).p50()).isZero();
  }

  @Test
  void thePageHasTheFiguresAndTheCommand() {
    LocalDate day = LocalDate.of(2026, 1, 31);
    assertThat(FiguresPage.of(measured, "./palisade bench --write", day, 2))
        .contains("2026-01-31 by `./palisade bench --write`", "with 2 cores")
        .contains("| S3.PublicAccess | fix | 1,000 | 3 | 0 | 1 | a, 2 b |")
        .contains("| KMS.Key | asks | 1 | 2 | 2 | c |")
        .contains("p50 of 20 | 1.00 |", "p95 of 20 | 1.90 |", "cold | 2.50 |");
  }

  @Test
  void itsJsonHasTotalsAndPercentiles() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Console.toJson(measured));
    assertThat(json.at("/buckets/0/total").asInt()).isEqualTo(3);
    assertThat(json.at("/controls/0/kept/sts:AssumeRole").asInt()).isEqualTo(2);
    assertThat(json.path("p95").asText()).isEqualTo("PT1.9S");
  }
}
