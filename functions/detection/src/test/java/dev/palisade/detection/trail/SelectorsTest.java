package dev.palisade.detection.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.detection.trail.Selectors.Advanced;
import dev.palisade.detection.trail.Selectors.Basic;
import dev.palisade.detection.trail.Selectors.Data;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What selectors cover, checked against every event of a small world. */
class SelectorsTest {

  private static final String S3 = "AWS::S3::Object";
  private static final String LAMBDA = "AWS::Lambda::Function";

  private static final List<Map<String, String>> EVENTS =
      Stream.of("true", "false")
          .flatMap(readOnly ->
              Stream.concat(
                  Stream.of("kms.amazonaws.com", "s3.amazonaws.com")
                      .map(source ->
                          Map.of(
                              "eventCategory",
                              "Management",
                              "readOnly",
                              readOnly,
                              "eventSource",
                              source)),
                  Stream.of(S3, LAMBDA)
                      .flatMap(type ->
                          Stream.of("arn:aws:s3:::a/1", "arn:aws:s3:::ab/2", "arn:aws:s3:::b/1")
                              .map(arn ->
                                  Map.of(
                                      "eventCategory",
                                      "Data",
                                      "readOnly",
                                      readOnly,
                                      "resources.type",
                                      type,
                                      "resources.ARN",
                                      arn)))))
          .toList();

  @Property(tries = 5000)
  void whatIsCoveredIsRecorded(
      @ForAll("selectors") Selectors now, @ForAll("selectors") Selectors before) {
    if (now.cover(before)) {
      assertThat(EVENTS)
          .filteredOn(event -> recorded(before, event))
          .allMatch(event -> recorded(now, event));
    }
  }

  @Property(tries = 3000)
  void bothTogetherLoseNothing(
      @ForAll("selectors") Selectors now, @ForAll("selectors") Selectors before) {
    Selectors both = now.and(before);
    assertThat(both.cover(now)).isTrue();
    assertThat(both.cover(before)).isTrue();
    assertThat(both.basic().isEmpty() || both.advanced().isEmpty()).isTrue();
    assertThat(both.basic()).hasSizeLessThanOrEqualTo(5);
    assertThat(EVENTS)
        .allMatch(
            event -> recorded(both, event) == (recorded(now, event) || recorded(before, event)));
  }

  @Property
  void everythingCoversItselfAndNothing(@ForAll("selectors") Selectors some) {
    assertThat(some.cover(some)).isTrue();
    assertThat(some.cover(new Selectors(List.of(), List.of()))).isTrue();
  }

  private static boolean recorded(Selectors selectors, Map<String, String> event) {
    return selectors.basic().stream().anyMatch(one -> recorded(one, event))
        || selectors.advanced().stream()
            .anyMatch(one -> one.fields().stream().allMatch(field -> meets(field, event)));
  }

  private static boolean recorded(Basic one, Map<String, String> event) {
    boolean direction =
        switch (one.readWrite()) {
          case "ReadOnly" -> event.get("readOnly").equals("true");
          case "WriteOnly" -> event.get("readOnly").equals("false");
          default -> true;
        };
    boolean what =
        event.get("eventCategory").equals("Management")
            ? one.management() && !one.excluded().contains(event.get("eventSource"))
            : one.data().stream()
                .filter(data -> data.type().equals(event.get("resources.type")))
                .flatMap(data -> data.values().stream())
                .anyMatch(event.get("resources.ARN")::startsWith);
    return direction && what;
  }

  private static boolean meets(Field field, Map<String, String> event) {
    String value = event.get(field.field());
    return value != null
        && (field.equalTo().isEmpty() || field.equalTo().contains(value))
        && (field.startsWith().isEmpty() || field.startsWith().stream().anyMatch(value::startsWith))
        && (field.endsWith().isEmpty() || field.endsWith().stream().anyMatch(value::endsWith))
        && !field.notEqualTo().contains(value)
        && field.notStartsWith().stream().noneMatch(value::startsWith)
        && field.notEndsWith().stream().noneMatch(value::endsWith);
  }

  @Provide
  Arbitrary<Selectors> selectors() {
    return Arbitraries.oneOf(
        basic().list().ofMaxSize(5).map(list -> new Selectors(list, List.of())),
        advanced().list().ofMaxSize(4).map(list -> new Selectors(List.of(), list)));
  }

  private static Arbitrary<Basic> basic() {
    Arbitrary<Data> data =
        Combinators.combine(
                Arbitraries.of(S3, LAMBDA),
                Arbitraries.of("arn:aws:s3", "arn:aws:s3:::a", "arn:aws:s3:::a/", "arn:aws:s3:::b/")
                    .list()
                    .ofMaxSize(2))
            .as(Data::new);
    return Combinators.combine(
            Arbitraries.of("All", "ReadOnly", "WriteOnly"),
            Arbitraries.of(true, false),
            data.list().ofMaxSize(2),
            Arbitraries.of("kms.amazonaws.com").list().ofMaxSize(1))
        .as(Basic::new);
  }

  private static Arbitrary<Advanced> advanced() {
    Arbitrary<List<Field>> readOnly =
        Arbitraries.of("true", "false")
            .map(value -> Field.is("readOnly", value))
            .list()
            .ofMaxSize(1);
    Arbitrary<List<Field>> source =
        Arbitraries.just(Field.isNot("eventSource", List.of("kms.amazonaws.com")))
            .list()
            .ofMaxSize(1);
    return Arbitraries.oneOf(
        Combinators.combine(readOnly, source)
            .as((a, b) -> selector(Field.is("eventCategory", "Management"), a, b)),
        Combinators.combine(readOnly, resource().list().ofMaxSize(1), Arbitraries.of(S3, LAMBDA))
            .as((a, b, type) ->
                selector(
                    Field.is("eventCategory", "Data"),
                    a,
                    Stream.concat(b.stream(), Stream.of(Field.is("resources.type", type)))
                        .toList())));
  }

  private static Advanced selector(Field first, List<Field> a, List<Field> b) {
    return new Advanced("", Stream.of(List.of(first), a, b).flatMap(List::stream).toList());
  }

  private static Arbitrary<Field> resource() {
    Arbitrary<List<String>> whole = some("arn:aws:s3:::a/1", "arn:aws:s3:::b/1");
    Arbitrary<List<String>> start = some("arn:aws:s3:::a", "arn:aws:s3:::a/", "arn:aws:s3:::b/");
    Arbitrary<List<String>> end = some("/1", "1", "/2");
    return Combinators.combine(whole, start, end, whole, start, end)
        .as((a, b, c, d, e, f) -> new Field("resources.ARN", a, b, c, d, e, f))
        .filter(field -> !field.equals(Field.isNot("resources.ARN", List.of())));
  }

  // Mostly empty: each operator rarely stands beside others.
  private static Arbitrary<List<String>> some(String... values) {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(List.<String>of())),
        Tuple.of(1, Arbitraries.of(values).list().ofMinSize(1).ofMaxSize(2)));
  }
}
