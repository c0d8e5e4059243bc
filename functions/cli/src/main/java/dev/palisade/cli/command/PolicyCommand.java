package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.policy.Catalogue;
import dev.palisade.policy.Complaint;
import dev.palisade.policy.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/** {@code palisade policy}: is the policy file right, what does it decide, does it as wanted. */
@Command(
    name = "policy",
    description = "Checks, explains and tests the policy file; needs no AWS.",
    subcommands = {
      PolicyValidateCommand.class,
      PolicyExplainCommand.class,
      PolicyTestCommand.class,
      PolicyInitCommand.class,
    })
final class PolicyCommand implements Runnable {

  @ParentCommand private Palisade palisade;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "validate, explain, test or init is needed");
    }
  }

  Console console() {
    return palisade.console();
  }

  @Nullable String account() {
    return palisade.target().account();
  }

  /** The policy file: the one named, else {@code --policy}, else the repository's. */
  Path file(@Nullable Path named) {
    Path file = named == null ? palisade.target().policy() : named;
    return file == null ? infra("policy.yaml") : file;
  }

  /** A file beside the repository's policy. */
  static Path infra(String name) {
    String home = System.getenv("PALISADE_HOME");
    return Path.of(home == null ? "." : home, "infra", name);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.because(file + " can't be read: " + e.getMessage());
    }
  }

  /**
   * The policy of a file that is right.
   *
   * @throws Failure naming what is wrong with it
   */
  static PolicyCheck right(Path file) {
    PolicyCheck check = PolicyCheck.of(read(file), Catalogue.bundled());
    if (!check.isRight()) {
      Complaint first = check.errors().getFirst();
      throw Failure.because(
          "%s:%s (%d in all; palisade policy validate)"
              .formatted(file, first.text(), check.errors().size()));
    }
    return check;
  }
}
