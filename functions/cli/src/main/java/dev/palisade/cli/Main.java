package dev.palisade.cli;

import dev.palisade.cli.aws.AwsSurroundings;
import dev.palisade.cli.command.Palisade;

/** Starts the command line: {@code ./palisade COMMAND [options]}. */
public final class Main {

  private Main() {}

  /** Runs one command; the exit codes are those of {@link Exit}, 130 when interrupted. */
  public static void main(String[] arguments) {
    // Before anything logs: the functions' configuration would write to standard output.
    System.setProperty("log4j2.configurationFile", "log4j2-cli.xml");
    Console console = Console.ofThisProcess();
    System.exit(Palisade.run(new AwsSurroundings(Domains.all()), console, arguments));
  }
}
