package dev.palisade.cli.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one principal did with one resource.
 *
 * @param who the principal
 * @param resource ARN
 * @param ai why it belongs to an AI workload, or empty
 * @param reads how many calls only read
 * @param writes how many changed something, or might have
 * @param refused how many of all these failed
 * @param calls their names, sorted
 * @param first the first
 * @param last the last
 */
public record Touch(
    String who,
    String resource,
    String ai,
    int reads,
    int writes,
    int refused,
    List<String> calls,
    Instant first,
    Instant last) {

  public Touch {
    calls = List.copyOf(calls);
  }

  /** Of all calls, AI data and models first, then those that were touched most. */
  static List<Touch> of(Collection<Call> calls, AiIndex ai) {
    Map<List<String>, List<Call>> pairs = new TreeMap<>(Comparator.comparing(List::toString));
    for (Call call : calls) {
      for (String arn : call.resources()) {
        pairs.computeIfAbsent(List.of(call.who(), arn), any -> new ArrayList<>()).add(call);
      }
    }
    List<Touch> touches = new ArrayList<>();
    pairs.forEach((pair, all) ->
        touches.add(of(pair.getFirst(), pair.getLast(), ai.why(pair.getLast()), all)));
    touches.sort(
        Comparator.comparing((Touch touch) -> touch.ai().isEmpty())
            .thenComparing(touch -> -(touch.reads() + touch.writes()))
            .thenComparing(Touch::who)
            .thenComparing(Touch::resource));
    return touches;
  }

  private static Touch of(String who, String arn, String why, List<Call> calls) {
    int reads = (int) calls.stream().filter(Call::reads).count();
    return new Touch(
        who,
        arn,
        why,
        reads,
        calls.size() - reads,
        (int) calls.stream().filter(Call::failed).count(),
        List.copyOf(new TreeSet<>(calls.stream().map(Call::name).toList())),
        calls.stream().map(Call::at).min(Comparator.naturalOrder()).orElseThrow(),
        calls.stream().map(Call::at).max(Comparator.naturalOrder()).orElseThrow());
  }

  int all() {
    return reads + writes;
  }
}
