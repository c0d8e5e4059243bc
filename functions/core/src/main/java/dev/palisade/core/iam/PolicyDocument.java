package dev.palisade.core.iam;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy document as text and as statements, so that statements can be cut out, replaced or added
 * while every other character stays: people compare and sign policies as text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Policy
 *     grammar</a>
 */
public final class PolicyDocument {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * One statement.
   *
   * @param start where it begins in the text
   * @param end where it ends in the text, exclusive
   * @param json what it says
   */
  public record Statement(int start, int end, JsonNode json) {

    /** Whether its effect is Allow. */
    public boolean allows() {
      return json.path("Effect").asText().equals("Allow");
    }

    /** Whether its effect is Deny. */
    public boolean denies() {
      return json.path("Effect").asText().equals("Deny");
    }

    /** Its id, empty for none. */
    public String sid() {
      return json.path("Sid").asText("");
    }

    /** Whether the principal is everyone, or everyone but some. */
    public boolean namesEveryone() {
      JsonNode principal = json.path("Principal");
      return json.has("NotPrincipal")
          || texts(principal).anyMatch("*"::equals)
          || StreamSupport.stream(principal.spliterator(), false)
              .flatMap(Statement::texts)
              .anyMatch("*"::equals);
    }

    /** The texts of a member that may be one text or an array of them. */
    public static Stream<String> texts(JsonNode member) {
      return member.isArray()
          ? StreamSupport.stream(member.spliterator(), false).map(JsonNode::asText)
          : member.isValueNode() ? Stream.of(member.asText()) : Stream.empty();
    }
  }

  private final String text;
  private final String version;
  private final boolean array;
  private final int insertAt;
  private final List<Statement> statements;

  private PolicyDocument(
      String text, String version, boolean array, int insertAt, List<Statement> statements) {
    this.text = text;
    this.version = version;
    this.array = array;
    this.insertAt = insertAt;
    this.statements = statements;
  }

  /** The policy, or empty where the text is none that can be understood whole. */
  public static Optional<PolicyDocument> parse(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonNode root = JSON.readTree(text);
      if (!root.isObject() || parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      String version = root.path("Version").asText("2008-10-17");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean here = parser.currentName().equals("Statement");
        parser.nextToken();
        if (here) {
          return statements(text, version, parser, root.get("Statement"));
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PolicyDocument> statements(
      String text, String version, JsonParser parser, JsonNode json) throws IOException {
    List<Statement> found = new ArrayList<>();
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    if (array) {
      parser.nextToken();
    }
    for (JsonNode one : array ? json : List.of(json)) {
      if (!one.isObject() || !Set.of("Allow", "Deny").contains(one.path("Effect").asText())) {
        return Optional.empty();
      }
      int start = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      found.add(new Statement(start, (int) parser.currentLocation().getCharOffset(), one));
      parser.nextToken();
    }
    // Services take no policy without statements, so there is none to keep.
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PolicyDocument(text, version, array, found.getLast().end(), List.copyOf(found)));
  }

  /** The version of the policy language it is written in. */
  public String version() {
    return version;
  }

  /** Its statements, in their order; at least one. */
  public List<Statement> statements() {
    return statements;
  }

  /** The text without some of its statements, empty where none is left. */
  public String without(List<Statement> gone) {
    StringBuilder kept = new StringBuilder();
    int separator = statements.getFirst().start();
    for (Statement statement : statements) {
      if (!gone.contains(statement)) {
        // The first that stays needs no comma before it; the others keep the text in between.
        kept.append(text, kept.isEmpty() ? statement.start() : separator, statement.end());
      }
      separator = statement.end();
    }
    return kept.isEmpty()
        ? ""
        : text.substring(0, statements.getFirst().start()) + kept + text.substring(insertAt);
  }

  /** The text with one statement in the place of another. */
  public String replaced(Statement gone, String statement) {
    return text.substring(0, gone.start()) + statement + text.substring(gone.end());
  }

  /** The text of a statement as it is written. */
  public String textOf(Statement statement) {
    return text.substring(statement.start(), statement.end());
  }

  /** The text with one statement more, after the others. */
  public String with(String statement) {
    int start = statements.getFirst().start();
    return array
        ? text.substring(0, insertAt) + "," + statement + text.substring(insertAt)
        : text.substring(0, start)
            + "["
            + text.substring(start, insertAt)
            + ","
            + statement
            + "]"
            + text.substring(insertAt);
  }

  /**
   * Whether a policy may give anybody more than another did: an Allow is new, a Deny is gone, or
   * the language version differs, which changes the meaning of every variable. What can't be
   * understood widens.
   *
   * @param before text of the policy that stands, empty for none
   * @param after text of the policy to come, empty for none
   */
  public static boolean widens(String before, String after) {
    Optional<PolicyDocument> old = parse(before);
    Optional<PolicyDocument> next = parse(after);
    if ((old.isEmpty() && !before.isEmpty()) || (next.isEmpty() && !after.isEmpty())) {
      return true;
    }
    boolean otherLanguage =
        old.isPresent() && next.isPresent() && !old.get().version.equals(next.get().version);
    return otherLanguage
        || !says(old, true).containsAll(says(next, true))
        || !says(next, false).containsAll(says(old, false));
  }

  private static Set<JsonNode> says(Optional<PolicyDocument> policy, boolean allow) {
    Set<JsonNode> said = new HashSet<>();
    policy.ifPresent(one ->
        one.statements.stream()
            .filter(statement -> statement.allows() == allow)
            .map(Statement::json)
            .forEach(said::add));
    return said;
  }
}
