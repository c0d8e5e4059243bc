package dev.palisade.compute.function;

import dev.palisade.core.resource.ResourceState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function as far as it was read: who may invoke it and its aliases, and its URLs.
 *
 * @param exists false when the function is gone
 * @param grants the statements of its resource policies, of the function and of each alias, sorted;
 *     null where not read
 * @param urls its URLs, sorted; null where not read
 * @param capacity how much of it may run at once; null where not read
 * @param sources the queues and streams that start it, sorted; null where not read
 * @param tags empty where not read
 */
public record LambdaFunction(
    boolean exists,
    @Nullable List<Grant> grants,
    @Nullable List<FunctionUrl> urls,
    @Nullable Capacity capacity,
    @Nullable List<EventSource> sources,
    Map<String, String> tags)
    implements ResourceState {

  /** A function that is not there. */
  static final LambdaFunction ABSENT = new LambdaFunction(false, null, null, null, null, Map.of());

  public LambdaFunction {
    grants = grants == null ? null : grants.stream().sorted(Grant.ORDER).toList();
    urls = urls == null ? null : urls.stream().sorted(FunctionUrl.ORDER).toList();
    sources = sources == null ? null : sources.stream().sorted(EventSource.ORDER).toList();
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * How much of a function may run at once.
   *
   * @param reserved its reserved concurrency: 0 for none at all, null where it shares the account's
   */
  public record Capacity(@Nullable Integer reserved) {}

  @Override
  public boolean settled() {
    return sourcesOrNone().stream().allMatch(EventSource::isSettled);
  }

  List<Grant> grantsOrNone() {
    return grants == null ? List.of() : grants;
  }

  List<FunctionUrl> urlsOrNone() {
    return urls == null ? List.of() : urls;
  }

  List<EventSource> sourcesOrNone() {
    return sources == null ? List.of() : sources;
  }

  LambdaFunction withCapacity(Capacity other) {
    return new LambdaFunction(exists, grants, urls, other, sources, tags);
  }

  LambdaFunction withSources(List<EventSource> others) {
    return new LambdaFunction(exists, grants, urls, capacity, others, tags);
  }

  LambdaFunction withGrants(List<Grant> others) {
    return new LambdaFunction(exists, others, urls, capacity, sources, tags);
  }

  LambdaFunction withUrls(List<FunctionUrl> others) {
    return new LambdaFunction(exists, grants, others, capacity, sources, tags);
  }
}
