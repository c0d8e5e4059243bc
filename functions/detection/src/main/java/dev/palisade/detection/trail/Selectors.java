package dev.palisade.detection.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a trail records: basic event selectors or advanced ones, never both.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html">PutEventSelectors</a>
 */
public record Selectors(List<Basic> basic, List<Advanced> advanced) {

  /** What a new trail records: all management events. */
  static final Selectors DEFAULT =
      new Selectors(List.of(new Basic("All", true, List.of(), List.of())), List.of());

  /** A trail takes at most five basic selectors. */
  private static final int MOST_BASIC = 5;

  private static final String CATEGORY = "eventCategory";
  private static final String READ_ONLY = "readOnly";

  /**
   * A basic selector.
   *
   * @param readWrite {@code All}, {@code ReadOnly} or {@code WriteOnly}
   * @param management whether management events are recorded
   * @param data the data events that are recorded
   * @param excluded sources of management events that are not, {@code kms.amazonaws.com}
   */
  public record Basic(
      String readWrite, boolean management, List<Data> data, List<String> excluded) {
    public Basic {
      data = data.stream().sorted(Comparator.comparing(Data::toString)).toList();
      excluded = excluded.stream().sorted().toList();
    }
  }

  /** Resources of a type whose data events are recorded, by the beginnings of their ARNs. */
  public record Data(String type, List<String> values) {
    public Data {
      values = values.stream().sorted().toList();
    }
  }

  /** An advanced selector: an event that meets all its fields is recorded. */
  public record Advanced(String name, List<Field> fields) {
    public Advanced {
      fields = fields.stream().sorted(Comparator.comparing(Field::field)).toList();
    }
  }

  public Selectors {
    basic = basic.stream().sorted(Comparator.comparing(Basic::toString)).toList();
    advanced = advanced.stream().sorted(Comparator.comparing(Advanced::toString)).toList();
  }

  /** Whether all that others record is recorded by these, as far as that can be proved. */
  boolean cover(Selectors others) {
    List<Advanced> here = asAdvanced();
    return others.asAdvanced().stream()
        .flatMap(Selectors::split)
        .allMatch(one -> here.stream().anyMatch(wide -> covers(wide, one)));
  }

  /** All that these record, and all that others do: others' own selectors come first. */
  Selectors and(Selectors others) {
    if (others.cover(this)) {
      return others;
    }
    if (advanced.isEmpty() && others.advanced.isEmpty()) {
      Set<Basic> both = new LinkedHashSet<>(others.basic);
      basic.stream()
          .filter(one -> !others.cover(new Selectors(List.of(one), List.of())))
          .forEach(both::add);
      if (both.size() <= MOST_BASIC) {
        return new Selectors(List.copyOf(both), List.of());
      }
    }
    Set<Advanced> both = new LinkedHashSet<>(others.asAdvanced());
    asAdvanced().stream()
        .filter(one -> !others.cover(new Selectors(List.of(), List.of(one))))
        .forEach(both::add);
    return new Selectors(List.of(), List.copyOf(both));
  }

  /** The same as advanced selectors. */
  private List<Advanced> asAdvanced() {
    return Stream.concat(advanced.stream(), basic.stream().flatMap(Selectors::asAdvanced)).toList();
  }

  private static Stream<Advanced> asAdvanced(Basic basic) {
    List<Field> all = new ArrayList<>();
    switch (basic.readWrite()) {
      case "ReadOnly" -> all.add(Field.is(READ_ONLY, "true"));
      case "WriteOnly" -> all.add(Field.is(READ_ONLY, "false"));
      default -> {
        // All: no condition.
      }
    }
    Stream<Advanced> management = Stream.empty();
    if (basic.management()) {
      List<Field> fields = new ArrayList<>(all);
      fields.add(Field.is(CATEGORY, "Management"));
      if (!basic.excluded().isEmpty()) {
        fields.add(Field.isNot("eventSource", basic.excluded()));
      }
      management = Stream.of(new Advanced("", fields));
    }
    return Stream.concat(
        management,
        basic.data().stream()
            .flatMap(data -> data.values().stream().map(value -> data(all, data.type(), value))));
  }

  private static Advanced data(List<Field> all, String type, String value) {
    List<Field> fields = new ArrayList<>(all);
    fields.add(Field.is(CATEGORY, "Data"));
    fields.add(Field.is("resources.type", type));
    // "arn:aws:s3" stands for everything of the service.
    if (value.split(":").length > 3) {
      fields.add(Field.startsWith(Field.RESOURCE, value));
    }
    return new Advanced("", fields);
  }

  /**
   * The selector in parts that together record the same, so that each part may be covered by
   * another selector: reads and writes, and each resource by itself.
   */
  private static Stream<Advanced> split(Advanced one) {
    Stream<List<Field>> parts =
        one.fields().stream().anyMatch(field -> field.field().equals(READ_ONLY))
            ? Stream.of(one.fields())
            : Stream.of("true", "false")
                .map(value ->
                    Stream.concat(one.fields().stream(), Stream.of(Field.is(READ_ONLY, value)))
                        .toList());
    return parts.flatMap(fields -> byResource(one.name(), fields));
  }

  private static Stream<Advanced> byResource(String name, List<Field> fields) {
    return fields.stream()
        .filter(field -> field.field().equals(Field.RESOURCE))
        .findFirst()
        .map(resource ->
            resource
                .alternatives()
                .map(single ->
                    new Advanced(
                        name,
                        fields.stream()
                            .map(field -> field.equals(resource) ? single : field)
                            .toList())))
        .orElseGet(() -> Stream.of(new Advanced(name, fields)));
  }

  private static boolean covers(Advanced wide, Advanced one) {
    return wide.fields().stream()
        .allMatch(field ->
            one.fields().stream()
                .filter(other -> other.field().equals(field.field()))
                .anyMatch(field::covers));
  }
}
