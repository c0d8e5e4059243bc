package dev.palisade.identity.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.plan.Codec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What two texts of IAM policies say about each other, and a single one about AI services. */
public final class PolicyDocuments {

  private static final Set<String> AI_SERVICES =
      Set.of("sagemaker.amazonaws.com", "bedrock.amazonaws.com", "bedrock-agentcore.amazonaws.com");

  private PolicyDocuments() {}

  /** Whether a text is a policy without any statement, which grants nothing. */
  static boolean isEmpty(String text) {
    try {
      JsonNode statements = Codec.plain().readTree(text).path("Statement");
      return text.isEmpty() || (statements.isArray() && statements.isEmpty());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * The AI service that a trust policy lets assume the role, or empty.
   *
   * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html">SageMaker
   *     execution roles</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/security-iam-sr.html">Bedrock
   *     service roles</a>
   */
  public static Optional<String> aiServiceIn(String trust) {
    return PolicyDocument.parse(trust).stream()
        .flatMap(policy -> policy.statements().stream())
        .filter(Statement::allows)
        .flatMap(one -> Statement.texts(one.json().path("Principal").path("Service")))
        .filter(AI_SERVICES::contains)
        .sorted()
        .findFirst();
  }

  /**
   * Whether a policy may give anybody more than another did. Beyond {@link PolicyDocument#widens},
   * a new Allow is no widening where an Allow that stood before covers it: who takes {@code *} away
   * and puts {@code s3:GetObject} in its place has narrowed.
   *
   * @param before text of the policy that stands, empty for none
   * @param after text of the policy to come, empty for none
   */
  public static boolean widens(String before, String after) {
    if (!PolicyDocument.widens(before, after)) {
      return false;
    }
    Optional<PolicyDocument> old = PolicyDocument.parse(before);
    Optional<PolicyDocument> next = PolicyDocument.parse(after);
    if (old.isEmpty() || next.isEmpty()) {
      return true;
    }
    // Variables mean something from version 2012 on only; without any, the versions are alike.
    boolean otherLanguage =
        !old.get().version().equals(next.get().version()) && (before + after).contains("${");
    return otherLanguage
        || !said(next.get(), false).containsAll(said(old.get(), false))
        || !said(next.get(), true).stream()
            .allMatch(one -> said(old.get(), true).stream().anyMatch(wide -> covers(wide, one)));
  }

  private static List<JsonNode> said(PolicyDocument policy, boolean allow) {
    return policy.statements().stream()
        .filter(one -> one.allows() == allow)
        .map(Statement::json)
        .toList();
  }

  /** Whether an Allow gives all that another gives, as far as that can be proved. */
  private static boolean covers(JsonNode wide, JsonNode narrow) {
    if (wide.equals(narrow)) {
      return true;
    }
    boolean plain =
        Stream.of("NotAction", "NotResource", "NotPrincipal")
            .noneMatch(member -> wide.has(member) || narrow.has(member));
    return plain
        && (!wide.has("Condition") || wide.path("Condition").equals(narrow.path("Condition")))
        && (wide.path("Principal").equals(narrow.path("Principal")) || everyone(wide))
        && all(wide, narrow, "Action")
        && all(wide, narrow, "Resource");
  }

  private static boolean everyone(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    return Stream.concat(Statement.texts(principal), Statement.texts(principal.path("AWS")))
        .anyMatch("*"::equals);
  }

  private static boolean all(JsonNode wide, JsonNode narrow, String member) {
    boolean actions = member.equals("Action");
    return wide.has(member) == narrow.has(member)
        && Statement.texts(narrow.path(member))
            .map(text -> actions ? Globs.action(text) : text)
            .allMatch(text ->
                Statement.texts(wide.path(member))
                    .map(pattern -> actions ? Globs.action(pattern) : pattern)
                    .anyMatch(pattern -> Globs.covers(pattern, text)));
  }
}
