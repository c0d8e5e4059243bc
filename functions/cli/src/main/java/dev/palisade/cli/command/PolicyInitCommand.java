package dev.palisade.cli.command;

import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade policy init FILE}: a commented policy to begin with. */
@Command(
    name = "init",
    description = "Writes the policy of a first week: observe mostly, enforce what is safe.")
final class PolicyInitCommand implements Callable<Integer> {

  @ParentCommand private PolicyCommand parent;

  @Parameters(index = "0", paramLabel = "FILE", description = "Where; it must not exist.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    String text = PolicyCommand.read(PolicyCommand.infra("policy.first-week.yaml"));
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Failure.because(file + " exists already and is left as it is");
    } catch (IOException e) {
      throw Failure.because(file + " can't be written: " + e.getMessage());
    }
    parent.console().say("written to " + file + "; then: palisade policy validate " + file);
    return Exit.DONE;
  }
}
