package dev.palisade.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.event.Event;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Ruler;

class EventPatternsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HUB = "111111111111";
  private static final String MEMBER = "222222222222";
  private static final List<String> OWN_SOURCES =
      List.of("palisade.request", "palisade.replay", "palisade.schedule", "palisade.scope");
  private static final ResourceType BUCKET =
      ResourceType.of("AWS::S3::Bucket", "arn:{partition}:s3:::{id}");

  @Property(tries = 3000)
  void acceptWhatTheTriggersAccept(
      @ForAll("triggers") List<Trigger> triggers, @ForAll("events") JsonNode event)
      throws Exception {
    Event read = Event.of(event);
    boolean wanted = triggers.stream().anyMatch(trigger -> trigger.matches(read));

    assertThat(accepts(EventPatterns.of(triggers), event)).isEqualTo(wanted);
  }

  @Provide
  Arbitrary<List<Trigger>> triggers() {
    Arbitrary<Trigger> cloudTrail =
        Arbitraries.of("PutObject", "PutBucketAcl", "PutBucket*", "CreateFunction*", "StopLogging")
            .set()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(names -> Trigger.cloudTrail("s3", names.toArray(String[]::new)));
    Arbitrary<Trigger> narrowed =
        Combinators.combine(
                cloudTrail,
                Arbitraries.of("/requestParameters/name", "/requestParameters/items/*/id"),
                Arbitraries.of("a", "a*", "sg-*", "true", "3"))
            .as((trigger, pointer, value) -> trigger.where(pointer, value));
    Arbitrary<Trigger> other =
        Arbitraries.of(
            Trigger.configChange(BUCKET),
            Trigger.custom("Hostile Address"),
            Trigger.finding("aws.s3", Trigger.API_CALL, java.util.Map.of()));
    return Arbitraries.oneOf(cloudTrail, narrowed, other).list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<JsonNode> events() {
    Arbitrary<String> details =
        Combinators.combine(
                Arbitraries.of(
                    "PutObject", "PutBucketAcl", "PutBucket", "StopLogging", "putobject"),
                Arbitraries.of(
                    "\"a\"", "\"ab\"", "\"sg-1\"", "true", "\"true\"", "3", "null", "\"\""),
                Arbitraries.of("s3.amazonaws.com", "s3.amazonaws.com.example"),
                Arbitraries.of("", ",\"errorCode\":\"AccessDenied\"", ",\"errorCode\":null"))
            .as(EventPatternsTest::detail);
    return Combinators.combine(
            Arbitraries.of("aws.s3", "aws.config", "palisade.workload", "aws.ec2"),
            Arbitraries.of(Trigger.API_CALL, "Config Configuration Item Change", "Hostile Address"),
            details)
        .as((source, type, detail) -> event(source, type, MEMBER, detail));
  }

  private static String detail(String name, String value, String service, String error) {
    return """
    {"eventSource":"%s","eventName":"%s","configurationItem":{"resourceType":"AWS::S3::Bucket"},
     "requestParameters":{"name":%s,"items":[{"id":"other"},{"id":%s}]}%s}\
    """
        .formatted(service, name, value, value, error);
  }

  @Test
  void mergesWhatDiffersInOneMemberAndDropsWhatIsCovered() {
    List<String> patterns =
        EventPatterns.of(
            List.of(
                Trigger.cloudTrail("s3", "PutBucketAcl").resource(BUCKET, "/a"),
                Trigger.cloudTrail("s3", "CreateBucket").resource(BUCKET, "/b"),
                Trigger.cloudTrail("s3", "PutBucketAcl").where("/requestParameters/x", "y")));

    assertThat(patterns)
        .containsExactly(
            "{\"source\":[\"aws.s3\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],"
                + "\"detail\":{\"eventName\":[\"CreateBucket\",\"PutBucketAcl\"],"
                + "\"eventSource\":[\"s3.amazonaws.com\"],\"errorCode\":[{\"exists\":false}]}}");
  }

  @Test
  void splitsPatternsThatAreTooLongWithoutLosingAName() throws Exception {
    String[] names =
        IntStream.range(0, 400)
            .mapToObj("UpdateSomething%03dWithALongName"::formatted)
            .toArray(String[]::new);

    List<String> patterns = EventPatterns.of(List.of(Trigger.cloudTrail("s3", names)));

    assertThat(patterns).allSatisfy(one -> assertThat(one).hasSizeLessThanOrEqualTo(2048));
    for (String name : names) {
      JsonNode event =
          event("aws.s3", Trigger.API_CALL, MEMBER, detail(name, "1", "s3.amazonaws.com", ""));
      assertThat(accepts(patterns, event)).as(name).isTrue();
    }
  }

  @Test
  void refusesAValueThatNoPatternCanHold() {
    Trigger endless = Trigger.cloudTrail("s3", "x".repeat(3000));

    assertThatThrownBy(() -> EventPatterns.of(List.of(endless)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theHubBelievesRequestsOfItsOwnAccountOnly() throws Exception {
    Domain data = new Domain("data", List.of());
    List<String> patterns = EventPatterns.hub(data, HUB);

    for (String source : OWN_SOURCES) {
      assertThat(accepts(patterns, event(source, "x", HUB, "{}"))).isTrue();
      assertThat(accepts(patterns, event(source, "x", HUB, "{\"domain\":\"data\"}"))).isTrue();
      assertThat(accepts(patterns, event(source, "x", HUB, "{\"domain\":\"edge\"}"))).isFalse();
      assertThat(accepts(patterns, event(source, "x", MEMBER, "{}"))).isFalse();
    }
    assertThat(EventPatterns.member(List.of(data))).isEmpty();
  }

  private static boolean accepts(List<String> patterns, JsonNode event) throws Exception {
    boolean accepted = false;
    for (String pattern : patterns) {
      accepted |= Ruler.matchesRule(event.toString(), pattern);
    }
    return accepted;
  }

  private static JsonNode event(String source, String type, String account, String detail) {
    try {
      ObjectNode event =
          (ObjectNode)
              JSON.readTree(
                  """
                  {"id":"1","region":"us-east-1","time":"2026-01-01T00:00:00Z","resources":[]}\
                  """);
      event.put("source", source).put("detail-type", type).put("account", account);
      event.set("detail", JSON.readTree(detail));
      return event;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void patternsDoNotDependOnTheOrderOfTriggers() {
    List<Trigger> triggers =
        Stream.of("C", "A", "B").map(name -> Trigger.cloudTrail("s3", name)).toList();

    assertThat(EventPatterns.of(triggers)).isEqualTo(EventPatterns.of(triggers.reversed()));
  }
}
