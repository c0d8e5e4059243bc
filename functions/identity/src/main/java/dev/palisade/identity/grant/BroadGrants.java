package dev.palisade.identity.grant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Settings;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the statements that give all of an AI service, or everything: {@code *}, {@code
 * sagemaker:*} or {@code bedrock:*} on all resources, however it is spelt ({@code SageMaker:?*},
 * {@code NotAction}, {@code arn:aws:bedrock:*}).
 *
 * <p>Conditions do not excuse a statement, as in Security Hub's IAM.1, except one on the tags of
 * the resource: that is how a workload's own resources are told apart from all others.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1">IAM.1</a>
 */
public final class BroadGrants {

  /** The setting that lists the services of which nobody may get everything. */
  public static final String SERVICES = "services";

  /** The services by default. */
  public static final List<String> DEFAULT_SERVICES = List.of("bedrock", "sagemaker");

  // A character that no action or ARN has: only a wildcard matches it.
  private static final String ANY = "\u0000";

  private static final Set<String> POSITIVE =
      Set.of("stringequals", "stringequalsignorecase", "stringlike");

  private final List<String> services;
  private final String partition;
  private final String account;

  /** What to look for in the policies of a resource. */
  public BroadGrants(Settings settings, ResourceRef ref) {
    this.services = settings.list(SERVICES).stream().map(Globs::action).toList();
    this.partition = Arn.partitionOf(ref.region());
    this.account = ref.account();
  }

  /**
   * The offending statements of a policy's text in their order, or empty where the text can't be
   * understood.
   */
  public Optional<List<Statement>> in(String text) {
    if (PolicyDocuments.isEmpty(text)) {
      return Optional.of(List.of());
    }
    return PolicyDocument.parse(text)
        .map(policy -> policy.statements().stream().filter(this::broad).toList());
  }

  private boolean broad(Statement statement) {
    JsonNode json = statement.json();
    return statement.allows()
        && !onlyTagged(json.path("Condition"))
        && services.stream()
            .anyMatch(service -> allActions(json, service) && allResources(json, service));
  }

  private static boolean allActions(JsonNode statement, String service) {
    return statement.has("NotAction")
        ? Statement.texts(statement.path("NotAction")).noneMatch(one -> allOf(one, service))
        : Statement.texts(statement.path("Action")).anyMatch(one -> allOf(one, service));
  }

  // Two lengths, so that a row of question marks is not taken for everything.
  private static boolean allOf(String pattern, String service) {
    String action = Globs.action(pattern);
    return Globs.matches(action, service + ":" + ANY)
        && Globs.matches(action, service + ":" + ANY.repeat(64));
  }

  private boolean allResources(JsonNode statement, String service) {
    String everywhere = String.join(":", "arn", partition, service, ANY, account, ANY);
    return statement.has("NotResource")
        || Statement.texts(statement.path("Resource"))
            .anyMatch(pattern -> Globs.matches(pattern, everywhere));
  }

  private static boolean onlyTagged(JsonNode condition) {
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      if (!POSITIVE.contains(operator.getKey().toLowerCase(Locale.ROOT))) {
        continue;
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        if (key.getKey().toLowerCase(Locale.ROOT).contains(":resourcetag/")
            && Statement.texts(key.getValue()).noneMatch(value -> Globs.matches(value, ANY))) {
          return true;
        }
      }
    }
    return false;
  }
}
