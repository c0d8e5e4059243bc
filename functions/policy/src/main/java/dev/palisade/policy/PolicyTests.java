package dev.palisade.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.Severity;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tests of a policy as data: a file of findings and what shall be decided about each. Only what a
 * test expects is compared.
 *
 * @param tests in the order of the file
 */
public record PolicyTests(List<One> tests) {

  public PolicyTests {
    tests = List.copyOf(tests);
  }

  /**
   * One test.
   *
   * @param name what it is about
   * @param given the finding
   * @param expect members of {@link #facts}, with the values they shall have
   */
  public record One(String name, Given given, Map<String, JsonNode> expect) {}

  /**
   * The finding. What is left out is as ordinary as can be: a resource of no tags that belongs to
   * an AI workload.
   *
   * @param taggedBy ARN of who set its tags
   */
  public record Given(
      String control,
      String account,
      @Nullable String resource,
      @Nullable Severity severity,
      @Nullable Map<String, String> tags,
      @JsonProperty("tagged-by") @Nullable String taggedBy,
      @Nullable String actor,
      @Nullable Boolean ai,
      @Nullable Instant at) {}

  /**
   * How a test ended.
   *
   * @param line of the test in its file
   * @param wrong what was otherwise than expected; empty where it passed
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Result(String name, int line, List<String> wrong) {

    public Result {
      wrong = List.copyOf(wrong);
    }

    /** Whether all was as expected. */
    public boolean isPassed() {
      return wrong.isEmpty();
    }
  }

  /**
   * Runs the tests of a file against a policy.
   *
   * @throws IllegalArgumentException if the file is none of tests
   */
  public static List<Result> run(String file, PolicyCheck policy, Catalogue catalogue) {
    Policy read = policy.policy();
    if (read == null) {
      throw new IllegalArgumentException("the policy is not right; palisade policy validate it");
    }
    PolicyText text = PolicyText.read(file);
    if (!text.complaints().isEmpty()) {
      throw new IllegalArgumentException(text.complaints().getFirst().text());
    }
    List<Result> results = new ArrayList<>();
    List<One> tests = parse(text).tests();
    for (int i = 0; i < tests.size(); i++) {
      One one = tests.get(i);
      int line = text.spot("/tests/" + i).line();
      results.add(new Result(one.name(), line, wrong(one, read, policy.text(), catalogue)));
    }
    return results;
  }

  private static PolicyTests parse(PolicyText text) {
    try {
      return Codec.plain().treeToValue(text.json(), PolicyTests.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no policy tests: " + e.getOriginalMessage(), e);
    }
  }

  private static List<String> wrong(One one, Policy policy, PolicyText text, Catalogue catalogue) {
    JsonNode facts = facts(Explainer.explain(policy, text, occasion(one.given(), catalogue)));
    List<String> wrong = new ArrayList<>();
    one.expect()
        .forEach((name, expected) -> {
          List<String> known = new ArrayList<>();
          facts.fieldNames().forEachRemaining(known::add);
          if (!facts.has(name)) {
            wrong.add("%s is not known; known are %s".formatted(name, String.join(", ", known)));
          } else if (!facts.get(name).equals(expected)) {
            wrong.add("%s: expected %s, but it is %s".formatted(name, expected, facts.get(name)));
          }
        });
    return wrong;
  }

  private static Occasion occasion(Given given, Catalogue catalogue) {
    Catalogue.Entry control =
        catalogue
            .find(given.control())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no control '%s'%s"
                        .formatted(
                            given.control(),
                            Nearest.suggestion(given.control(), catalogue.ids()))));
    String arn =
        given.resource() == null
            ? control.types().getFirst().ref(given.account(), "us-east-1", "example").arn()
            : given.resource();
    return new Occasion(
        control,
        arn,
        given.account(),
        given.severity(),
        given.tags() == null ? Map.of() : given.tags(),
        given.taggedBy() == null ? "" : given.taggedBy(),
        given.actor() == null ? "" : given.actor(),
        given.ai(),
        given.at() == null ? Instant.now() : given.at());
  }

  /** What a test can expect of an explanation. */
  static JsonNode facts(Explanation found) {
    ObjectNode facts = Codec.plain().createObjectNode();
    facts.put("decision", found.decision().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    facts.put("mode", found.mode().name().toLowerCase(Locale.ROOT));
    Explanation.Asked asked = found.question();
    facts.set("groups", Codec.plain().valueToTree(asked == null ? List.of() : asked.groups()));
    facts.set("people", Codec.plain().valueToTree(asked == null ? List.of() : asked.people()));
    facts.put("approvals", asked == null ? 0 : asked.approvals());
    facts.put("excluded", asked == null ? "" : asked.excluded());
    facts.put("remind", asked == null ? "" : Spans.text(asked.remind()));
    facts.put("expire", asked == null ? "" : Spans.text(asked.expire()));
    facts.put("then", asked == null ? "" : asked.then());
    facts.put("ticket", found.ticket().system());
    facts.put("project", found.ticket().project());
    facts.put("owner", found.ticket().owner());
    return facts;
  }
}
