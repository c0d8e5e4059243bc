package dev.palisade.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The reference of all members, as a table of the page, from the schema. */
final class MemberTable {

  private final StringBuilder text =
      new StringBuilder("| member | is | default | what it says |\n| --- | --- | --- | --- |\n");

  private MemberTable() {}

  static String of(JsonNode schema) {
    MemberTable table = new MemberTable();
    table.rows(schema, "");
    return table.text.toString();
  }

  private void rows(JsonNode schema, String around) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      JsonNode value = member.getValue();
      String path = around + member.getKey();
      text.append(
          "| `%s`%s | %s | %s | %s |\n"
              .formatted(
                  path,
                  required.contains(member.getKey()) ? " (required)" : "",
                  kind(value),
                  standard(value),
                  value.path("description").asText().replace("|", "\\|")));
      rows(value, path + ".");
      rows(value.path("items"), path + "[].");
    }
  }

  private static String kind(JsonNode value) {
    if (value.has("enum")) {
      return StreamSupport.stream(value.get("enum").spliterator(), false)
          .map(one -> "`" + one.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    return switch (value.path("type").asText()) {
      case "array" ->
          "list"
              + (value.at("/items/properties").isMissingNode()
                  ? " of " + kind(value.get("items"))
                  : "");
      case "object" ->
          value.path("additionalProperties").isObject()
              ? "by name: " + kind(value.get("additionalProperties"))
              : "group";
      case "string" -> value.path("pattern").asText().equals(Form.TIME.pattern()) ? "time" : "text";
      case "integer" -> "whole number";
      default -> "anything";
    };
  }

  private static String standard(JsonNode value) {
    JsonNode standard = value.path("default");
    if (standard.isArray()) {
      return StreamSupport.stream(standard.spliterator(), false)
          .map(one -> "`" + one.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    return standard.isMissingNode() ? "" : "`" + standard.asText() + "`";
  }
}
