package dev.palisade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published schema is the records', and no more than AppConfig understands. */
class PublishedSchemaTest {

  private static final Path ROOT = Path.of(System.getProperty("palisade.root"));

  @Test
  void itIsWhatTheRecordsSay() throws IOException {
    Path file = ROOT.resolve("docs/policy.schema.json");
    String generated =
        Codec.plain().writerWithDefaultPrettyPrinter().writeValueAsString(SchemaText.of(ROOT))
            + "\n";
    if (System.getProperty("update") != null) {
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file))
        .as(
            "run mvn -pl functions/policy -am test -Dtest=PublishedSchemaTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate, and look at the difference")
        .isEqualTo(generated);
  }

  @Test
  void thePageNamesEveryMember() throws IOException {
    Path file = ROOT.resolve("docs/policy.md");
    String page = Files.readString(file);
    int from = page.indexOf("-->", page.indexOf("<!-- generated from the records")) + 4;
    int to = page.indexOf("<!-- end of what is generated");
    String generated =
        page.substring(0, from)
            + "\n"
            + MemberTable.of(SchemaText.of(ROOT))
            + "\n"
            + page.substring(to);
    if (System.getProperty("update") != null) {
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file)).isEqualTo(generated);
  }

  /** What the page shows as policy is policy. */
  @Test
  void everyExampleOfThePageIsRight() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/policy.md"));
    Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
    int found = 0;
    while (block.find()) {
      String yaml = block.group(1);
      if (!yaml.startsWith("tests:") && !yaml.startsWith("#")) {
        PolicyCheck check = PolicyCheck.of("version: 1\n" + yaml, Catalogue.bundled());
        assertThat(check.errors()).as(yaml).isEmpty();
        found++;
      }
    }
    assertThat(found).isGreaterThan(8);
  }

  @Test
  void everyMemberSaysWhatItIsFor() throws IOException {
    JsonNode schema = Codec.plain().readTree(ROOT.resolve("docs/policy.schema.json").toFile());
    Set<String> silent = new TreeSet<>();
    silent(schema, "", silent);
    assertThat(silent).isEmpty();
  }

  private static void silent(JsonNode schema, String path, Set<String> found) {
    schema
        .path("properties")
        .properties()
        .forEach(member -> {
          String at = path + "/" + member.getKey();
          if (member.getValue().path("description").asText().isBlank()) {
            found.add(at);
          }
          silent(member.getValue(), at, found);
          silent(member.getValue().path("items"), at, found);
        });
  }

  /** AppConfig takes JSON Schema 4 and at most 32,768 characters of it. */
  @Test
  void appConfigCanReadIt() throws IOException {
    JsonNode schema = Codec.plain().readTree(ROOT.resolve("docs/policy.schema.json").toFile());
    Set<String> keywords = new TreeSet<>();
    keywords(schema, keywords);
    assertThat(keywords)
        .isSubsetOf(
            "$schema",
            "additionalProperties",
            "default",
            "description",
            "enum",
            "items",
            "minimum",
            "pattern",
            "properties",
            "required",
            "title",
            "type");
    assertThat(schema.toString()).hasSizeLessThan(32_768);
  }

  private static void keywords(JsonNode schema, Set<String> found) {
    if (!schema.isObject()) {
      return;
    }
    schema.fieldNames().forEachRemaining(found::add);
    schema.path("properties").forEach(member -> keywords(member, found));
    keywords(schema.path("items"), found);
    keywords(schema.path("additionalProperties"), found);
  }
}
