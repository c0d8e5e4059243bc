package dev.palisade.infra;

import static dev.palisade.infra.Synthesized.LOCALLY;
import static dev.palisade.infra.Synthesized.ON_AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthesized templates before the published references of CloudFormation and of IAM. */
class TemplateLintTest {

  private static final Path ROOT = Path.of(System.getProperty("palisade.root"));

  @TempDir Path work;

  @Test
  void cfnLintFindsNothing() throws Exception {
    List<String> command =
        new ArrayList<>(List.of(tool("cfn-lint"), "--non-zero-exit-code", "warning"));
    // CDK itself makes a function depend on its role, which the function also names.
    command.addAll(List.of("--ignore-checks", "W3005", "--template"));
    for (Synthesized one : List.of(ON_AWS, LOCALLY)) {
      for (String name : one.templates().keySet()) {
        command.add(one.folder().resolve(name + ".template.json").toString());
      }
    }
    for (var carried : ON_AWS.carried().entrySet()) {
      Path file = work.resolve(carried.getKey() + ".template.json");
      Files.writeString(file, carried.getValue().toString());
      command.add(file.toString());
    }

    assertThat(run(command, "")).isEmpty();
  }

  @Test
  void everyIamActionIsPublished() throws Exception {
    Set<String> actions = actions();

    assertThat(actions).contains("s3:PutBucketPublicAccessBlock", "sts:AssumeRole");
    assertThat(unknownOf(actions)).isEmpty();
  }

  @Test
  void anActionThatDoesNotExistWouldBeFound() throws Exception {
    assertThat(unknownOf(Set.of("s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock")))
        .isEqualTo("s3:PutPublicAccessBlock");
  }

  private String unknownOf(Set<String> actions) throws Exception {
    return run(
        List.of(tool("python"), ROOT.resolve("infra/lint/unknown_actions.py").toString()),
        String.join("\n", actions));
  }

  private static Set<String> actions() {
    Set<String> actions = new TreeSet<>();
    Stream.of(ON_AWS, LOCALLY)
        .flatMap(one -> one.templates().values().stream())
        .forEach(template -> collect(template, actions));
    return actions;
  }

  private static void collect(JsonNode node, Set<String> actions) {
    if (node.has("Effect") && node.has("Action")) {
      Synthesized.each(node.get("Action")).forEach(action -> actions.add(action.asText()));
    }
    // Whole services stand in denials of plain HTTP and in the keys' own policies only.
    actions.removeIf(action -> action.endsWith(":*"));
    node.forEach(child -> collect(child, actions));
  }

  private static String tool(String name) {
    Path tool = ROOT.resolve(".palisade/lint/bin").resolve(name);
    assertThat(tool)
        .as("the template checks are not installed: run ./palisade setup")
        .isExecutable();
    return tool.toString();
  }

  private String run(List<String> command, String input) throws IOException, InterruptedException {
    Path in = Files.writeString(work.resolve("in"), input);
    Path out = work.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s ended", command.getFirst()).isTrue();
    return Files.readString(out).strip();
  }
}
