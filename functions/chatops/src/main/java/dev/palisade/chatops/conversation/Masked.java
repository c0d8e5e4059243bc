package dev.palisade.chatops.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/**
 * Secrets hidden in what a message shows. Cases carry configuration only, yet an environment
 * variable or a policy's condition may hold a key, and a chat keeps for ever what it was told.
 */
final class Masked {

  private static final String HIDDEN = "(hidden)";

  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|api[-_]?key|private[-_]?key|credential"
              + "|authorization).*");

  /** Settings whose names sound secret have such values: {@code "httpTokens": "required"}. */
  private static final Pattern WORD = Pattern.compile("[a-z]{0,12}|arn:.*|true|false");

  /** Shapes that tell themselves: AWS keys, Slack's and GitHub's tokens, JWTs, private keys. */
  private static final Pattern VALUES =
      Pattern.compile(
          "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"
              + "|\\bxox[a-z]-[A-Za-z0-9-]{8,}"
              + "|\\bgh[pousr]_[A-Za-z0-9]{20,}"
              + "|\\bsk-[A-Za-z0-9_-]{20,}"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*-----|$)"
              + "|(?<=(?i:password|secret|token)[=:])\\S+");

  private Masked() {}

  /** A text without what looks like a secret. */
  static String text(String text) {
    return VALUES.matcher(text).replaceAll(HIDDEN);
  }

  /** A value without what looks like a secret or has a secret's name. */
  static JsonNode json(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode masked = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(field ->
              masked.set(
                  field.getKey(),
                  isSecret(field.getKey(), field.getValue())
                      ? TextNode.valueOf(HIDDEN)
                      : json(field.getValue())));
      return masked;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode masked = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> masked.add(json(element)));
      return masked;
    }
    return value.isTextual() ? TextNode.valueOf(text(value.asText())) : value;
  }

  private static boolean isSecret(String name, JsonNode value) {
    return value.isTextual()
        && NAMES.matcher(name).matches()
        && !WORD.matcher(value.asText()).matches();
  }
}
