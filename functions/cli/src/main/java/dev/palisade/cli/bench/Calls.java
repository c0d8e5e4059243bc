package dev.palisade.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS calls of Palisade's functions for one event, or for one stage of a case.
 *
 * @param control the control
 * @param situation one of the constants here
 * @param others how many other buckets the account has
 * @param invocations how many invocations of the function it took
 * @param operations calls by operation, {@code s3:PutObject}
 * @param kept calls beside these that a new instance or a minute gone by led to, and no event:
 *     sessions of roles, and the policy. Empty where the function was warm.
 */
public record Calls(
    String control,
    String situation,
    int others,
    int invocations,
    Map<String, Integer> operations,
    Map<String, Integer> kept) {

  /** The resource is as the control wants it. */
  public static final String HOLDS = "holds";

  /** It is not, and a person is asked. */
  public static final String ASKS = "asks";

  /** From reading, or from a person's yes, to the proof. */
  public static final String FIX = "fix";

  /** The events that the fix's own changes caused. */
  public static final String AFTER = "own events";

  public Calls {
    operations = new TreeMap<>(operations);
    kept = new TreeMap<>(kept);
  }

  /** The calls of some invocations. */
  static Calls of(String control, String situation, int others, List<Invocation> invocations) {
    return new Calls(
        control,
        situation,
        others,
        invocations.size(),
        Invocation.perEvent(invocations),
        Invocation.kept(invocations));
  }

  /** The same with more calls. */
  Calls with(Map<String, Integer> more) {
    Map<String, Integer> all = new TreeMap<>(operations);
    more.forEach((operation, count) -> all.merge(operation, count, Integer::sum));
    return new Calls(control, situation, others, invocations, all, kept);
  }

  /** All of them, but for those that are kept. */
  @JsonProperty
  public int total() {
    return sum(operations);
  }

  /** Those that are kept. */
  int once() {
    return sum(kept);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
