package dev.palisade.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * What was measured.
 *
 * @param buckets calls of S3.PublicAccess beside more and more other buckets
 * @param controls calls of every control
 * @param samples times from an event to its proof, in the order measured
 * @param firstFix from the first event after a start to its proof; no function's process was there
 */
public record Measurements(
    List<Calls> buckets, List<Calls> controls, List<Duration> samples, Duration firstFix) {

  public Measurements {
    buckets = List.copyOf(buckets);
    controls = List.copyOf(controls);
    samples = List.copyOf(samples);
  }

  /** The median of the samples. */
  @JsonProperty
  public Duration p50() {
    return percentile(50);
  }

  /** What 95 of 100 samples did not exceed. */
  @JsonProperty
  public Duration p95() {
    return percentile(95);
  }

  /** The smallest sample that a share of all does not exceed (nearest rank); zero without any. */
  private Duration percentile(int percent) {
    List<Duration> sorted = samples.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
