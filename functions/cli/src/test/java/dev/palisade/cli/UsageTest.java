package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command has in common. */
class UsageTest {

  private final Bench bench = new Bench();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "controls",
        "scan",
        "plan",
        "fix",
        "cases",
        "approve",
        "deny",
        "undo",
        "freeze",
        "unfreeze",
        "incident",
        "replay",
        "bench"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(bench.run("", command, "--help")).isZero();
    assertThat(bench.out()).contains("Usage: palisade " + command).contains("--endpoint-url");
    assertThat(bench.run("", command, "--no-such-option")).isEqualTo(Exit.USAGE);
    assertThat(bench.out()).isEmpty();
  }

  @Test
  void withoutACommandItIsWrongUsage() {
    assertThat(bench.run("")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "scann")).isEqualTo(Exit.USAGE);
    assertThat(bench.err()).contains("scan");
  }

  @Test
  void aCompletionScriptIsPrinted() {
    assertThat(bench.run("", "generate-completion")).isZero();
    assertThat(bench.out()).contains("_complete_palisade");
  }
}
