package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.policy.Catalogue;
import dev.palisade.policy.PolicyCheck;
import dev.palisade.policy.PolicyTests;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade policy test FILE…}: does the policy decide as people expect. */
@Command(
    name = "test",
    description = "Runs tests of the policy: files of findings and what shall be decided.",
    footer = "%nExit codes: 0 all passed, 1 some failed.")
final class PolicyTestCommand implements Callable<Integer> {

  @ParentCommand private PolicyCommand parent;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files of tests (default: infra/policy.tests.yaml).")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    PolicyCheck policy = PolicyCommand.right(parent.file(null));
    List<Path> chosen = files.isEmpty() ? List.of(PolicyCommand.infra("policy.tests.yaml")) : files;
    Map<String, List<PolicyTests.Result>> results = new LinkedHashMap<>();
    chosen.forEach(file -> results.put(file.toString(), run(file, policy)));
    Console console = parent.console();
    if (json) {
      console.json(results);
    } else {
      results.forEach((file, ended) -> ended.forEach(one -> print(console, file, one)));
    }
    List<PolicyTests.Result> all = results.values().stream().flatMap(List::stream).toList();
    long failed = all.stream().filter(one -> !one.isPassed()).count();
    console.say("%d passed, %d failed".formatted(all.size() - failed, failed));
    return failed == 0 ? Exit.DONE : Exit.FAILED;
  }

  private static List<PolicyTests.Result> run(Path file, PolicyCheck policy) {
    try {
      return PolicyTests.run(PolicyCommand.read(file), policy, Catalogue.bundled());
    } catch (IllegalArgumentException e) {
      throw Failure.because(file + ": " + e.getMessage());
    }
  }

  private static void print(Console console, String file, PolicyTests.Result result) {
    if (result.isPassed()) {
      console.print(console.tint(Tint.GREEN, "pass") + "  " + result.name());
      return;
    }
    console.print(console.tint(Tint.RED, "FAIL") + "  " + result.name());
    result
        .wrong()
        .forEach(one -> console.print("      %s:%d %s".formatted(file, result.line(), one)));
  }
}
