package dev.palisade.tickets.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks secrets in what leaves for other systems: by the name they stand under, and by their shape.
 * Ids of access keys stay, since they are what has to be rotated and open nothing by themselves.
 */
public final class Masking {

  private static final String MASK = "***";

  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(secret|password|passwd|token|credentials?|authorization"
              + "|(api|access|private)[-_ ]?key(?!.?id))$");

  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)",
              Pattern.DOTALL),
          // Bedrock, GitHub, Slack, Hugging Face, and the sk- keys of model providers.
          Pattern.compile("\\bABSK[A-Za-z0-9+/=]{20,}"),
          Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,})"),
          Pattern.compile("\\bxox[a-z]-[\\w-]{10,}"),
          Pattern.compile("\\bhf_[A-Za-z0-9]{20,}"),
          Pattern.compile("\\bsk-[\\w-]{20,}"),
          Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"),
          // An AWS secret access key: 40 characters of base64 with letters of both cases and
          // digits.
          Pattern.compile(
              "(?<![\\w/+=:.-])(?=[^\\s]{0,39}[a-z])(?=[^\\s]{0,39}[A-Z])(?=[^\\s]{0,39}\\d)"
                  + "[A-Za-z0-9/+]{40}(?![\\w/+=:.-])"),
          // A session token, or any other blob that nobody reads.
          Pattern.compile("[A-Za-z0-9+/=]{150,}"));

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(password|passwd|pwd|secret|token|api[-_ ]?key|secret[-_ ]?access[-_ ]?key"
              + "|authorization)([\"']?\\s*[:=]\\s*[\"']?)((?:bearer|basic)\\s+)?[^\\s\"',;&]{4,}");

  private static final Pattern IN_ADDRESS = Pattern.compile("(\\w+://)[^\\s/@:]*:[^\\s/@]+@");

  private Masking() {}

  /** A text without secrets. */
  public static String text(String text) {
    String masked = text;
    for (Pattern shape : SHAPES) {
      masked = shape.matcher(masked).replaceAll(MASK);
    }
    masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
    return IN_ADDRESS.matcher(masked).replaceAll("$1" + MASK + "@");
  }

  /** A JSON value without secrets. */
  public static JsonNode json(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(entry ->
                masked.set(
                    entry.getKey(),
                    entry.getValue().isTextual() && NAMES.matcher(entry.getKey()).matches()
                        ? TextNode.valueOf(MASK)
                        : json(entry.getValue())));
        yield masked;
      }
      case ArrayNode array -> {
        ArrayNode masked = JsonNodeFactory.instance.arrayNode();
        array.forEach(one -> masked.add(json(one)));
        yield masked;
      }
      case TextNode one -> TextNode.valueOf(text(one.textValue()));
      default -> node;
    };
  }
}
