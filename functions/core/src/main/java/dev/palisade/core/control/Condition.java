package dev.palisade.core.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one or several triggers demand of an event, without the places they read: the shape that
 * merges, and from which a pattern is written.
 */
record Condition(
    String source, String detailType, boolean succeeded, SortedMap<String, SortedSet<String>> match)
    implements Comparable<Condition> {

  static Condition of(Trigger trigger) {
    SortedMap<String, SortedSet<String>> match = new TreeMap<>();
    trigger.match().forEach((pointer, values) -> match.put(pointer, new TreeSet<>(values)));
    return new Condition(trigger.source(), trigger.detailType(), trigger.succeeded(), match);
  }

  /** The fewest conditions that together accept exactly what the triggers accept, sorted. */
  static List<Condition> merged(Collection<Trigger> triggers) {
    List<Condition> todo = new ArrayList<>(triggers.stream().map(Condition::of).sorted().toList());
    List<Condition> done = new ArrayList<>();
    while (!todo.isEmpty()) {
      Condition one = todo.removeFirst();
      Optional<Condition> partner = todo.stream().filter(other -> one.joins(other)).findFirst();
      if (partner.isPresent()) {
        todo.remove(partner.get());
        todo.addFirst(one.join(partner.get()));
      } else {
        done.add(one);
      }
    }
    return done.stream()
        .filter(one -> done.stream().noneMatch(other -> other != one && other.covers(one)))
        .sorted()
        .toList();
  }

  /** Whether this one accepts all that another accepts. */
  private boolean covers(Condition other) {
    return sameKind(other)
        && match.entrySet().stream()
            .allMatch(entry -> {
              SortedSet<String> values = other.match.get(entry.getKey());
              return values != null && entry.getValue().containsAll(values);
            });
  }

  /**
   * Whether both together are exactly one condition: they differ in one member's values at most.
   */
  private boolean joins(Condition other) {
    return sameKind(other)
        && match.keySet().equals(other.match.keySet())
        && match.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(other.match.get(entry.getKey())))
                .count()
            <= 1;
  }

  private Condition join(Condition other) {
    SortedMap<String, SortedSet<String>> both = new TreeMap<>();
    match.forEach((pointer, values) -> both.put(pointer, new TreeSet<>(values)));
    other.match.forEach(
        (pointer, values) -> both.computeIfAbsent(pointer, any -> new TreeSet<>()).addAll(values));
    return new Condition(source, detailType, succeeded, both);
  }

  private boolean sameKind(Condition other) {
    return source.equals(other.source)
        && detailType.equals(other.detailType)
        && succeeded == other.succeeded;
  }

  /** Two conditions that together are this one, halved at the member with the most values. */
  List<Condition> halves() {
    Map.Entry<String, SortedSet<String>> longest =
        match.entrySet().stream()
            .max((a, b) -> Integer.compare(length(a.getValue()), length(b.getValue())))
            .filter(entry -> entry.getValue().size() > 1)
            .orElseThrow(() -> new IllegalStateException("one value alone is too long: " + this));
    List<String> values = List.copyOf(longest.getValue());
    int middle = values.size() / 2;
    return List.of(
        with(longest.getKey(), values.subList(0, middle)),
        with(longest.getKey(), values.subList(middle, values.size())));
  }

  private static int length(SortedSet<String> values) {
    return values.size() > 1 ? String.join(",", values).length() : 0;
  }

  private Condition with(String pointer, Collection<String> values) {
    SortedMap<String, SortedSet<String>> changed = new TreeMap<>(match);
    changed.put(pointer, new TreeSet<>(values));
    return new Condition(source, detailType, succeeded, changed);
  }

  @Override
  public int compareTo(Condition other) {
    return sortKey().compareTo(other.sortKey());
  }

  private String sortKey() {
    return String.join("\n", source, detailType, String.valueOf(succeeded), match.toString());
  }
}
