package dev.palisade.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository's policies are right and decide as their tests say. */
class PolicyFilesTest {

  private static final Path INFRA = Path.of(System.getProperty("palisade.root"), "infra");

  private static PolicyCheck check(String name) throws IOException {
    return PolicyCheck.of(Files.readString(INFRA.resolve(name)), Catalogue.bundled());
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy.yaml", "policy.first-week.yaml"})
  void itIsRight(String name) throws IOException {
    assertThat(check(name).errors()).isEmpty();
    assertThat(Files.readAllLines(INFRA.resolve(name)).getFirst())
        .isEqualTo("# yaml-language-server: $schema=../docs/policy.schema.json");
  }

  @ParameterizedTest
  @CsvSource({
    "policy.yaml, policy.tests.yaml",
    "policy.first-week.yaml, policy.first-week.tests.yaml"
  })
  void itDecidesAsItsTestsSay(String policy, String tests) throws IOException {
    List<PolicyTests.Result> results =
        PolicyTests.run(Files.readString(INFRA.resolve(tests)), check(policy), Catalogue.bundled());
    assertThat(results).isNotEmpty().allSatisfy(one -> assertThat(one.wrong()).isEmpty());
  }

  @Test
  void aTestThatExpectsOtherwiseFailsWithItsLine() throws IOException {
    String tests =
        "tests:\n"
            + "  - name: wrong\n"
            + "    given: { control: S3.PublicAccess, account: '222222222222' }\n"
            + "    expect: { decision: observe, mod: enforce }\n";
    PolicyTests.Result result =
        PolicyTests.run(tests, check("policy.yaml"), Catalogue.bundled()).getFirst();
    assertThat(result.isPassed()).isFalse();
    assertThat(result.line()).isEqualTo(2);
    assertThat(result.wrong())
        .contains("decision: expected \"observe\", but it is \"enforce\"")
        .anyMatch(one -> one.startsWith("mod is not known; known are decision, mode"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tests: [{ name: a, given: { kontrol: x }, expect: {} }]",
        "tests: [{ name: a, given: { control: S3.Nothing, account: '1' }, expect: {} }]",
        "tests: ["
      })
  void whatIsNoTestIsRefused(String tests) throws IOException {
    PolicyCheck policy = check("policy.yaml");
    assertThatThrownBy(() -> PolicyTests.run(tests, policy, Catalogue.bundled()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
