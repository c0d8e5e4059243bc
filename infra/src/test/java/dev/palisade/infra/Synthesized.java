package dev.palisade.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.control.Domain;
import dev.palisade.infra.hub.HubFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;

/**
 * The templates of an installation, synthesized once for all tests. Functions' zips are stand-ins:
 * the templates only name their hashes.
 */
record Synthesized(Path folder, Map<String, JsonNode> templates) {

  static final String HUB = "111111111111";
  static final String MEMBER = "222222222222";
  static final String ROLLED_OUT = "444444444444";
  static final String ORGANIZATION = "o-exampleorg1";

  /** As deployed to an organization on AWS, with organizational units. */
  static final Synthesized ON_AWS = of(false);

  /** As deployed to the local AWS. */
  static final Synthesized LOCALLY = of(true);

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Synthesized of(boolean local) {
    try {
      Path root = root();
      App app =
          App.Builder.create()
              .outdir(Files.createTempDirectory("palisade-templates").toString())
              .autoSynth(false)
              .build();
      PalisadeApp.build(app, installation(local, root));
      Path folder = Path.of(app.synth().getDirectory());
      Map<String, JsonNode> templates = new TreeMap<>();
      for (Path file : files(folder)) {
        templates.put(name(file), new ObjectMapper().readTree(file.toFile()));
      }
      return new Synthesized(folder, templates);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Installation installation(boolean local, Path root) {
    return new Installation(
        local,
        HUB,
        "us-east-1",
        List.of(MEMBER),
        List.of(ROLLED_OUT),
        List.of("eu-west-1"),
        ORGANIZATION,
        List.of("ou-abcd-12345678"),
        Map.of("ou-abcd-12345678", List.of(MEMBER)),
        true,
        "palisade",
        List.of("arn:aws:iam::111111111111:role/security-team"),
        List.of("arn:aws:iam::*:role/break-glass"),
        "GOVERNANCE",
        1,
        new SlackSettings(List.of("T0PALISADE"), SlackSettings.API, 10),
        true,
        true,
        PalisadeApp.domains(),
        root);
  }

  /** A folder as the repository's, with a stand-in for each function's zip. */
  private static Path root() throws IOException {
    Path root = Files.createTempDirectory("palisade-root");
    List<String> modules =
        Stream.concat(
                PalisadeApp.domains().stream().map(Domain::name), HubFunction.MODULES.stream())
            .toList();
    for (String module : modules) {
      Path zip = root.resolve("functions/%s/target/responder-%s.zip".formatted(module, module));
      Files.createDirectories(zip.getParent());
      Files.writeString(zip, "stands in for " + module);
    }
    Files.createDirectories(root.resolve("infra"));
    Files.copy(
        Path.of(System.getProperty("palisade.root"), "infra/policy.yaml"),
        root.resolve("infra/policy.yaml"));
    return root;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".template.json")).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".template.json", "");
  }

  JsonNode hub() {
    return templates.get("PalisadeHub");
  }

  JsonNode roles() {
    return templates.get("PalisadeRoles-" + MEMBER);
  }

  JsonNode rules(String region) {
    return templates.get("PalisadeRules-%s-%s".formatted(MEMBER, region));
  }

  /** The templates that StackSets carry, which are assets of the roll-out stack. */
  Map<String, JsonNode> carried() {
    Map<String, JsonNode> carried = new TreeMap<>();
    JsonNode stack = templates.get("PalisadeRollout");
    ofType(stack, "AWS::CloudFormation::StackSet")
        .forEach((id, properties) -> {
          String url = properties.get("TemplateURL").toString();
          String hash = url.replaceAll(".*/([0-9a-f]{64})\\.json.*", "$1");
          try {
            carried.put(
                properties.get("StackSetName").asText(),
                JSON.readTree(folder.resolve("asset." + hash + ".json").toFile()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return carried;
  }

  /** The properties of a template's resources of a type, by logical id. */
  static Map<String, JsonNode> ofType(JsonNode template, String type) {
    Map<String, JsonNode> found = new TreeMap<>();
    template
        .get("Resources")
        .properties()
        .forEach(entry -> {
          if (entry.getValue().get("Type").asText().equals(type)) {
            found.put(entry.getKey(), entry.getValue().path("Properties"));
          }
        });
    return found;
  }

  /** The logical id that a {@code Ref} or {@code GetAtt} names, or empty. */
  static String target(JsonNode value) {
    return value.has("Ref") ? value.get("Ref").asText() : value.at("/Fn::GetAtt/0").asText();
  }

  /** The elements of an array, or the value itself where CloudFormation takes either. */
  static List<JsonNode> each(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).toList()
        : List.of(value);
  }
}
