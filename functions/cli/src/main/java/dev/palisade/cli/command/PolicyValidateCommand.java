package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.policy.Catalogue;
import dev.palisade.policy.PolicyCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade policy validate [FILE]}: the check that the deployment and AppConfig make. */
@Command(
    name = "validate",
    description = "Checks a policy file as the deployment and AppConfig do.",
    footer = "%nExit codes: 0 right (there may be warnings), 1 refused.")
final class PolicyValidateCommand implements Callable<Integer> {

  @ParentCommand private PolicyCommand parent;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file (default: --policy, else infra/policy.yaml).")
  private @Nullable Path named;

  @Option(names = "--strict", description = "Refuse it for warnings too.")
  private boolean strict;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = parent.console();
    Path file = parent.file(named);
    PolicyCheck check = PolicyCheck.of(PolicyCommand.read(file), Catalogue.bundled());
    boolean refused = !check.isRight() || (strict && !check.complaints().isEmpty());
    if (json) {
      console.json(check.complaints());
    } else {
      check
          .complaints()
          .forEach(one ->
              console.print(
                  console.tint(
                      one.isError() ? Console.Tint.RED : Console.Tint.YELLOW,
                      file + ":" + one.text())));
    }
    console.say(
        "%s: %d errors, %d warnings"
            .formatted(
                refused ? "refused" : "right",
                check.errors().size(),
                check.complaints().stream().filter(one -> !one.isError()).count()));
    return refused ? Exit.FAILED : Exit.DONE;
  }
}
