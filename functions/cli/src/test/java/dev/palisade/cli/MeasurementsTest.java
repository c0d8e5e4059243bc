package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.bench.Measurements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of {@code bench}. */
class MeasurementsTest {

  private final Measurements measured =
      new Measurements(
          List.of(new Measurements.Calls("S3.PublicAccess", "fix", 10, Map.of("b", 2, "a", 1))),
          IntStream.rangeClosed(1, 20).mapToObj(i -> Duration.ofMillis(i * 100L)).toList(),
          Duration.ofMillis(2500));

  @Test
  void percentilesAreOfTheSortedSamples() {
    assertThat(measured.percentile(50)).isEqualTo(Duration.ofMillis(1100));
    assertThat(measured.percentile(95)).isEqualTo(Duration.ofMillis(2000));
    assertThat(new Measurements(List.of(), List.of(), Duration.ZERO).percentile(50)).isZero();
  }

  @Test
  void thePageHasTheFiguresAndTheCommand() {
    assertThat(measured.markdown("./palisade bench --write"))
        .contains("`./palisade bench --write`")
        .contains("| S3.PublicAccess | fix | 10 | 3 | a 1, b 2 |")
        .contains("| event to proof, warm, p95 of 20 | 2.00 |")
        .contains("| first event after the start, to proof | 2.50 |");
  }
}
