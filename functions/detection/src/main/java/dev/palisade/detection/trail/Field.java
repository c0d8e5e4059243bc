package dev.palisade.detection.trail;

import java.util.List;
import java.util.stream.Stream;

/**
 * One field of an advanced event selector: all its operators must be met, each by one of its
 * values.
 *
 * @param field {@code eventCategory}, {@code resources.ARN} …
 */
public record Field(
    String field,
    List<String> equalTo,
    List<String> startsWith,
    List<String> endsWith,
    List<String> notEqualTo,
    List<String> notStartsWith,
    List<String> notEndsWith) {

  static final String RESOURCE = "resources.ARN";

  public Field {
    equalTo = equalTo.stream().sorted().toList();
    startsWith = startsWith.stream().sorted().toList();
    endsWith = endsWith.stream().sorted().toList();
    notEqualTo = notEqualTo.stream().sorted().toList();
    notStartsWith = notStartsWith.stream().sorted().toList();
    notEndsWith = notEndsWith.stream().sorted().toList();
  }

  static Field is(String field, String value) {
    return new Field(field, List.of(value), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  static Field isNot(String field, List<String> values) {
    return new Field(field, List.of(), List.of(), List.of(), values, List.of(), List.of());
  }

  static Field startsWith(String field, String value) {
    return new Field(field, List.of(), List.of(value), List.of(), List.of(), List.of(), List.of());
  }

  /** The field once for each value of its first positive operator. */
  Stream<Field> alternatives() {
    if (!equalTo.isEmpty()) {
      return equalTo.stream()
          .map(value ->
              new Field(
                  field,
                  List.of(value),
                  startsWith,
                  endsWith,
                  notEqualTo,
                  notStartsWith,
                  notEndsWith));
    }
    return startsWith.isEmpty()
        ? Stream.of(this)
        : startsWith.stream()
            .map(value ->
                new Field(
                    field,
                    equalTo,
                    List.of(value),
                    endsWith,
                    notEqualTo,
                    notStartsWith,
                    notEndsWith));
  }

  /** Whether every value that meets another field also meets this one, as far as can be proved. */
  boolean covers(Field other) {
    return admits(other)
        && notEqualTo.stream().allMatch(value -> other.never(value))
        && notStartsWith.stream().allMatch(start -> other.neverStarts(start))
        && notEndsWith.stream().allMatch(end -> other.neverEnds(end));
  }

  private boolean admits(Field other) {
    boolean exact = !other.equalTo.isEmpty();
    boolean equal = equalTo.isEmpty() || (exact && equalTo.containsAll(other.equalTo));
    boolean starts =
        startsWith.isEmpty()
            || (exact && each(other.equalTo, startsWith, String::startsWith))
            || (!other.startsWith.isEmpty()
                && each(other.startsWith, startsWith, String::startsWith));
    boolean ends =
        endsWith.isEmpty()
            || (exact && each(other.equalTo, endsWith, String::endsWith))
            || (!other.endsWith.isEmpty() && each(other.endsWith, endsWith, String::endsWith));
    return equal && starts && ends;
  }

  private boolean never(String value) {
    return notEqualTo.contains(value)
        || notStartsWith.stream().anyMatch(value::startsWith)
        || notEndsWith.stream().anyMatch(value::endsWith)
        || (!equalTo.isEmpty() && !equalTo.contains(value))
        || (!startsWith.isEmpty() && startsWith.stream().noneMatch(value::startsWith))
        || (!endsWith.isEmpty() && endsWith.stream().noneMatch(value::endsWith));
  }

  private boolean neverStarts(String start) {
    return notStartsWith.stream().anyMatch(start::startsWith)
        || (!equalTo.isEmpty() && equalTo.stream().noneMatch(value -> value.startsWith(start)))
        || (!startsWith.isEmpty()
            && startsWith.stream()
                .noneMatch(value -> value.startsWith(start) || start.startsWith(value)));
  }

  private boolean neverEnds(String end) {
    return notEndsWith.stream().anyMatch(end::endsWith)
        || (!equalTo.isEmpty() && equalTo.stream().noneMatch(value -> value.endsWith(end)))
        || (!endsWith.isEmpty()
            && endsWith.stream().noneMatch(value -> value.endsWith(end) || end.endsWith(value)));
  }

  private interface Test {
    boolean of(String value, String part);
  }

  private static boolean each(List<String> values, List<String> parts, Test test) {
    return values.stream().allMatch(value -> parts.stream().anyMatch(part -> test.of(value, part)));
  }
}
