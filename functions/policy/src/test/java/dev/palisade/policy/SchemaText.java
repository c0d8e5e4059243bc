package dev.palisade.policy;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The policy's JSON Schema, from its records: names and types by the generator, texts by their
 * Javadoc, defaults by what a record makes of nothing. It keeps to what draft 4 knows, since
 * AppConfig reads no later one.
 */
final class SchemaText {

  private static final Set<String> TAGS = Set.of("Policy.critical", "TagRule.tag");

  private final RecordDocs docs;

  private SchemaText(Path root) {
    docs = RecordDocs.of(root.resolve("functions/core/src/main/java/dev/palisade/core/policy"));
  }

  /** The schema by the sources of a repository. */
  static ObjectNode of(Path root) {
    return new SchemaText(root).schema();
  }

  private ObjectNode schema() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule())
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .with(Option.INLINE_ALL_SCHEMAS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) -> special(type, context))
        .withPropertySorter((a, b) -> 0);
    config
        .forFields()
        .withDescriptionResolver(field -> {
          String text = docs.of(field.getDeclaringType().getErasedType(), field.getDeclaredName());
          return text.isEmpty() ? null : text;
        })
        .withStringPatternResolver(field ->
            TAGS.contains(
                    field.getDeclaringType().getErasedType().getSimpleName()
                        + "."
                        + field.getDeclaredName())
                ? Form.TAG.pattern()
                : null)
        .withDefaultResolver(SchemaText::standard);
    ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(Policy.class);
    return finished(schema);
  }

  private static CustomDefinition special(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    ObjectNode text = Codec.plain().createObjectNode().put("type", "string");
    if (erased.isEnum()) {
      ArrayNode names = text.putArray("enum");
      Arrays.stream(erased.getEnumConstants())
          .forEach(one -> names.add(one.toString().toLowerCase(Locale.ROOT)));
    } else if (erased == Duration.class) {
      text.put("pattern", Form.TIME.pattern());
    } else if (erased == LocalTime.class) {
      text.put("pattern", Form.HOUR.pattern());
    } else if (erased == Instant.class) {
      text.put("pattern", Form.INSTANT.pattern());
    } else if (erased != ZoneId.class) {
      return null;
    }
    return new CustomDefinition(text, true);
  }

  /** What a record makes of a member that is left out, where that is a plain value. */
  private static Object standard(FieldScope field) {
    try {
      Class<?> type = field.getDeclaringType().getErasedType();
      JsonNode empty = Codec.plain().valueToTree(Codec.plain().readValue("{}", type));
      JsonNode value = empty.path(field.getName());
      if (value.isTextual()) {
        String text =
            field.getType().getErasedType().isEnum()
                ? value.asText().toLowerCase(Locale.ROOT)
                : value.asText();
        return text.isEmpty() ? null : text;
      }
      return value.isInt() && value.asInt() > 0
          ? (Object) value.asInt()
          : value.isArray() && !value.isEmpty()
              ? Codec.plain().convertValue(value, Object.class)
              : null;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return null;
    }
  }

  private static ObjectNode finished(ObjectNode generated) {
    ObjectNode schema = Codec.plain().createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-04/schema#");
    schema.put("title", "Palisade's policy");
    schema.put("description", "What Palisade may do, and who is who; docs/policy.md explains it.");
    schema.setAll(generated);
    ObjectNode version = (ObjectNode) schema.at("/properties/version");
    version.putArray("enum").add(1);
    schema.putArray("required").add("version");
    require(schema, "/properties/people/items", "principal", "person");
    require(schema, "/properties/approvers/items", "group", "people");
    require(schema, "/properties/windows/items", "name");
    require(schema, "/properties/exemptions/properties/tags/items", "tag", "set-by");
    require(schema, "/properties/tickets/properties/rules/items", "system");
    ObjectNode act = (ObjectNode) schema.at("/properties/scope/properties/act");
    act.put("default", "ai").putArray("enum").add("ai").add("all");
    ((ObjectNode) schema.at("/properties/scope/properties/workload-tag"))
        .put("default", "palisade:workload");
    schema
        .at("/properties/limits/properties")
        .forEach(limit -> ((ObjectNode) limit).put("minimum", 1));
    saidOnce(schema);
    return schema;
  }

  /** Takes from a list's items and a map's values what the list or map says already. */
  private static void saidOnce(JsonNode schema) {
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner) instanceof ObjectNode values) {
        values.remove("description");
        saidOnce(values);
      }
    }
    schema.path("properties").forEach(SchemaText::saidOnce);
  }

  private static void require(ObjectNode schema, String pointer, String... names) {
    ArrayNode required = ((ObjectNode) schema.at(pointer)).putArray("required");
    Arrays.stream(names).forEach(required::add);
  }
}
