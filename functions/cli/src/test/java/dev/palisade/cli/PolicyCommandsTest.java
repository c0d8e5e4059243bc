package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.command.Palisade;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code palisade policy}: what people see, and how it ends. */
class PolicyCommandsTest {

  private static final Path INFRA = Path.of(System.getProperty("palisade.root"), "infra");
  private static final String BUCKET = "arn:aws:s3:::training-data";

  @TempDir Path work;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    Console console =
        new Console(
            new PrintWriter(out, true), new PrintWriter(err, true), new StringReader(""), false);
    return Palisade.run(new Bench(), console, arguments);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(work.resolve("policy.yaml"), text);
  }

  @Test
  void aWrongPolicyIsRefusedLineByLine() throws IOException {
    Path file = file("version: 1\nmod: observe\nwindows: [{ name: w }]\n");
    assertThat(run("policy", "validate", file.toString())).isEqualTo(Exit.FAILED);
    assertThat(out.toString().lines())
        .containsExactly(file + ":2:1 error mod: it is not known here; did you mean 'mode'?");
    assertThat(err.toString()).contains("refused: 1 errors, 0 warnings");
  }

  @Test
  void complaintsAreJsonWhereAsked() throws IOException {
    Path file = file("version: 1\nmod: observe\n");
    assertThat(run("policy", "validate", file.toString(), "--json")).isEqualTo(Exit.FAILED);
    JsonNode complaints = new ObjectMapper().readTree(out.toString());
    assertThat(complaints.at("/0/line").asInt()).isEqualTo(2);
    assertThat(complaints.at("/0/level").asText()).isEqualTo("ERROR");
    assertThat(complaints.at("/0/path").asText()).isEqualTo("mod");
  }

  @Test
  void warningsRefuseOnlyWhereAsked() throws IOException {
    Path file = file("version: 1\n");
    assertThat(run("policy", "validate", file.toString())).isEqualTo(Exit.DONE);
    assertThat(run("policy", "validate", "--strict", file.toString())).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("warning approvers: there are no approvers");
  }

  @Test
  void theDecisionIsExplainedWithItsLines() throws IOException {
    Path file = file("version: 1\nmode: enforce\naccounts:\n  \"222222222222\": approve\n");
    assertThat(
            run(
                "--policy",
                file.toString(),
                "--account",
                "222222222222",
                "policy",
                "explain",
                "--control",
                "S3.PublicAccess",
                BUCKET))
        .isEqualTo(Exit.DONE);
    assertThat(out.toString())
        .contains("S3.PublicAccess  APPROVE  mode approve, by account 222222222222")
        .contains("nobody: no group of approvers fits")
        .contains(file + ":4  accounts.222222222222: mode approve for account 222222222222");
  }

  @Test
  void everyControlOfAResourceIsExplained() throws IOException {
    Path file = file("version: 1\n");
    assertThat(
            run(
                "--policy",
                file.toString(),
                "--account",
                "222222222222",
                "policy",
                "explain",
                BUCKET,
                "--json"))
        .isEqualTo(Exit.DONE);
    JsonNode found = new ObjectMapper().readTree(out.toString());
    assertThat(found).extracting(one -> one.get("control").asText()).contains("S3.PublicPolicy");
    assertThat(found).extracting(one -> one.get("decision").asText()).containsOnly("OBSERVE");
  }

  @Test
  void whatCannotBeExplainedIsWrongUsage() {
    assertThat(run("policy", "explain", "bucket")).isEqualTo(Exit.USAGE);
    assertThat(run("policy", "explain", "arn:aws:sqs:us-east-1:222222222222:q"))
        .isEqualTo(Exit.USAGE);
    assertThat(run("policy")).isEqualTo(Exit.USAGE);
  }

  @Test
  void theRepositorysTestsPass() {
    String policy = INFRA.resolve("policy.yaml").toString();
    String tests = INFRA.resolve("policy.tests.yaml").toString();
    assertThat(run("--policy", policy, "policy", "test", tests)).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("pass  nobody approves what they opened");
    assertThat(err.toString()).contains(" passed, 0 failed");
  }

  @Test
  void aFailedTestSaysWhatIsOtherwise() throws IOException {
    Path policy = file("version: 1\n");
    Path tests =
        Files.writeString(
            work.resolve("tests.yaml"),
            "tests:\n  - name: shut\n"
                + "    given: { control: S3.PublicAccess, account: '222222222222' }\n"
                + "    expect: { decision: enforce }\n");
    assertThat(run("--policy", policy.toString(), "policy", "test", tests.toString()))
        .isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("FAIL  shut")
        .contains(tests + ":2 decision: expected \"enforce\", but it is \"observe\"");
  }
}
