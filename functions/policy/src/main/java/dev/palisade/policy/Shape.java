package dev.palisade.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Whether a file has the shape that the published schema asks for. */
final class Shape {

  private static final JsonSchema SCHEMA = schema();

  private Shape() {}

  /** The published schema. */
  static JsonNode published() {
    try (InputStream json = Shape.class.getResourceAsStream("/policy.schema.json")) {
      if (json == null) {
        throw new IllegalStateException("the policy's schema is missing");
      }
      return Codec.plain().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the policy's schema is unreadable", e);
    }
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
        .getSchema(
            published(), SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
  }

  /** What is wrong with a file's shape, in the order of the file. */
  static void check(Complaints complaints) {
    for (ValidationMessage found : SCHEMA.validate(complaints.text().json())) {
      String pointer = found.getInstanceLocation().toString();
      String at = pointer.startsWith("/") ? pointer : "";
      String property = String.valueOf(found.getProperty());
      JsonNode value = found.getInstanceNode();
      switch (found.getType()) {
        case "additionalProperties" ->
            complaints.error(
                PolicyText.below(at, property),
                "it is not known here" + known(found.getSchemaNode(), found, property));
        case "required" -> complaints.error(at, "'" + property + "' is missing");
        case "type" ->
            complaints.error(
                at,
                "%s is expected here; this is %s"
                    .formatted(expected(found.getSchemaNode()), kind(value)));
        case "enum" -> {
          if (value.isValueNode()) {
            complaints.error(at, choice(value, found));
          }
        }
        case "pattern" ->
            complaints.error(
                at, "'%s' is not right; %s".formatted(value.asText(), Form.words(argument(found))));
        default -> complaints.error(at, found.getMessage().replaceFirst("^[^:]*: ", ""));
      }
    }
  }

  private static String argument(ValidationMessage found) {
    return found.getSchemaNode().isTextual() ? found.getSchemaNode().asText() : "";
  }

  private static String known(JsonNode schema, ValidationMessage found, String property) {
    JsonNode around = found.getSchemaNode().isObject() ? schema : null;
    List<String> names = new ArrayList<>();
    JsonNode object = around == null ? published().at(parent(found)) : around;
    object.path("properties").fieldNames().forEachRemaining(names::add);
    String near = Nearest.suggestion(property, names);
    return near.isEmpty() ? "; known are " + String.join(", ", names) : near;
  }

  /** The schema's object around the keyword that was broken. */
  private static String parent(ValidationMessage found) {
    String location = found.getSchemaLocation().getFragment().toString();
    return location.substring(0, Math.max(0, location.lastIndexOf('/')));
  }

  private static String choice(JsonNode value, ValidationMessage found) {
    List<String> choices =
        StreamSupport.stream(found.getSchemaNode().spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    String text = value.asText();
    String near = Nearest.suggestion(text, choices);
    return near.isEmpty()
        ? "'%s' is not allowed; allowed are %s".formatted(text, String.join(", ", choices))
        : "'%s' is not allowed%s".formatted(text, near);
  }

  private static String expected(JsonNode schema) {
    String type = schema.isTextual() ? schema.asText() : schema.path("type").asText("");
    return switch (type) {
      case "object" -> "a group of members";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "something else";
    };
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a group of members";
      case ARRAY -> "a list";
      case STRING -> "the text '" + value.asText() + "'";
      case NUMBER -> "the number " + value.asText() + " (a text is written in quotes)";
      case BOOLEAN -> value.asText();
      case NULL, MISSING -> "empty: leave the key out";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
