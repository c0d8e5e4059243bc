package dev.palisade.compute.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A function's resource policy as statements in the words of {@code AddPermission}. What that call
 * could not have made (other effects, several actions, other conditions) is kept as JSON in {@link
 * Grant#foreign}; a text that is no policy becomes one unreadable statement.
 */
final class PolicyParser {

  // Lambda writes exactly these; the same key under another operator means something else.
  private static final Map<String, String> OPERATORS =
      Map.of(
          "aws:sourcearn", "ArnLike",
          "aws:sourceaccount", "StringEquals",
          "aws:principalorgid", "StringEquals",
          "lambda:eventsourcetoken", "StringEquals",
          "lambda:functionurlauthtype", "StringEquals",
          "lambda:invokedviafunctionurl", "Bool");

  private static final Set<String> MEMBERS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

  private PolicyParser() {}

  static List<Grant> parse(String qualifier, String policy) {
    try {
      JsonNode statements = Codec.plain().readTree(policy).path("Statement");
      if (statements.isObject()) {
        return List.of(grant(qualifier, statements));
      }
      if (!statements.isArray()) {
        return List.of(Grant.unreadable(qualifier, policy));
      }
      List<Grant> grants = new ArrayList<>();
      statements.forEach(statement -> grants.add(grant(qualifier, statement)));
      return grants;
    } catch (JsonProcessingException e) {
      return List.of(Grant.unreadable(qualifier, policy));
    }
  }

  private static Grant grant(String qualifier, JsonNode statement) {
    Map<String, String> conditions = new TreeMap<>();
    boolean known = statement instanceof ObjectNode object && known(object, conditions);
    @Nullable String viaUrl = conditions.get("lambda:invokedviafunctionurl");
    return new Grant(
        qualifierOf(statement, qualifier),
        statement.path("Sid").asText(""),
        statement.path("Effect").asText(""),
        principal(statement.path("Principal")),
        text(statement.path("Action")),
        conditions.get("aws:sourcearn"),
        conditions.get("aws:sourceaccount"),
        conditions.get("aws:principalorgid"),
        conditions.get("lambda:eventsourcetoken"),
        conditions.get("lambda:functionurlauthtype"),
        viaUrl == null ? null : Boolean.valueOf(viaUrl),
        known ? null : statement.toString());
  }

  // The statement's own resource says which policy it stands in, also where an answer mixes the
  // policies of a function and its aliases.
  private static String qualifierOf(JsonNode statement, String asked) {
    String resource = statement.path("Resource").asText("");
    String named = FunctionName.of(resource).qualifier();
    return Arn.looksLike(resource) && named.matches("[A-Za-z0-9_-]*") ? named : asked;
  }

  /** Whether {@code AddPermission} can make the statement; fills in the conditions it knows. */
  private static boolean known(ObjectNode statement, Map<String, String> conditions) {
    boolean known =
        statement.path("Effect").asText("").equals("Allow")
            && !statement.path("Sid").asText("").isEmpty()
            && statement.path("Action").isTextual()
            && simple(statement.path("Principal"))
            && statement.properties().stream()
                .allMatch(member -> MEMBERS.contains(member.getKey()));
    for (var operator : statement.path("Condition").properties()) {
      for (var condition : operator.getValue().properties()) {
        String key = condition.getKey().toLowerCase(Locale.ROOT);
        if (operator.getKey().equals(OPERATORS.get(key)) && condition.getValue().isValueNode()) {
          conditions.put(key, condition.getValue().asText());
        } else {
          known = false;
        }
      }
    }
    return known;
  }

  private static boolean simple(JsonNode principal) {
    return principal.isTextual()
        || (principal.size() == 1
            && (principal.path("AWS").isTextual() || principal.path("Service").isTextual()));
  }

  // Everyone is "*", {"AWS": "*"} or a list that has it; a NotPrincipal or other forms are no "*",
  // but never restorable either.
  private static String principal(JsonNode principal) {
    if (principal.isTextual()) {
      return principal.asText();
    }
    JsonNode aws = principal.path("AWS");
    if (aws.isArray()) {
      for (JsonNode one : aws) {
        if (one.asText().equals("*")) {
          return "*";
        }
      }
    }
    return simple(principal) ? principal.elements().next().asText() : principal.toString();
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }
}
