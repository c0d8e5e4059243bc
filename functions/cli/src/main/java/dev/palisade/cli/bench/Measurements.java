package dev.palisade.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param calls per control and situation
 * @param samples times from an event to its proof, in the order measured
 * @param firstFix from asking a function that had not run to its first proof
 */
public record Measurements(List<Calls> calls, List<Duration> samples, Duration firstFix) {

  public Measurements {
    calls = List.copyOf(calls);
    samples = List.copyOf(samples);
  }

  /**
   * AWS calls of Palisade's own roles for one event.
   *
   * @param control the control
   * @param situation {@code compliant} or {@code fix}; the latter includes looking at the event of
   *     the fix itself
   * @param others how many other buckets the account has
   * @param operations calls by operation
   */
  public record Calls(
      String control, String situation, int others, Map<String, Integer> operations) {
    public Calls {
      operations = Map.copyOf(operations);
    }

    /** All of them. */
    public int total() {
      return operations.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** The time within which a share of the samples was mended. */
  public Duration percentile(int percent) {
    List<Duration> sorted = samples.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  /** The figures as a page of the documentation. */
  public String markdown(String command) {
    StringBuilder page = new StringBuilder();
    page.append("# Performance\n\nMeasured on the local AWS by `").append(command);
    page.append("`, which writes this page. Calls are those of Palisade's own roles, counted at ");
    page.append("the endpoint: table, audit log and notices included. A fix includes looking at ");
    page.append("the event of the fix itself.\n\n## AWS calls per event\n\n");
    page.append("| control | situation | other buckets | calls | which |\n");
    page.append("| --- | --- | ---: | ---: | --- |\n");
    calls.forEach(one ->
        page.append(
            "| %s | %s | %d | %d | %s |\n"
                .formatted(one.control(), one.situation(), one.others(), one.total(), which(one))));
    page.append("\n## Time\n\n| what | seconds |\n| --- | ---: |\n");
    page.append(row("event to proof, warm, p50 of " + samples.size(), percentile(50)));
    page.append(row("event to proof, warm, p95 of " + samples.size(), percentile(95)));
    page.append(row("first event after the start, to proof", firstFix));
    return page.toString();
  }

  private static String which(Calls one) {
    return one.operations().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  private static String row(String what, Duration time) {
    return String.format(Locale.ROOT, "| %s | %.2f |\n", what, time.toMillis() / 1000.0);
  }
}
