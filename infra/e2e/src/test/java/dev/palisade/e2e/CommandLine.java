package dev.palisade.e2e;

import dev.palisade.cli.Console;
import dev.palisade.cli.Domains;
import dev.palisade.cli.aws.AwsSurroundings;
import dev.palisade.cli.command.Palisade;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** {@code palisade} as a person of the hub runs it. */
final class CommandLine {

  private final String url;
  private final AwsCredentials person;

  /** As the hub's root. */
  CommandLine(LocalSystem system) {
    this(system, AwsBasicCredentials.create(LocalSystem.HUB, "test"));
  }

  CommandLine(LocalSystem system, AwsCredentials person) {
    this.url = system.url();
    this.person = person;
  }

  /** Runs a command; its exit code and what it said. */
  Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out, true), new PrintWriter(err, true), Reader.nullReader(), false);
    AwsSurroundings surroundings =
        new AwsSurroundings(Domains.all(), StaticCredentialsProvider.create(person));
    String[] command =
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--endpoint-url", url, "--region", LocalSystem.REGION))
            .toArray(String[]::new);
    int exit = Palisade.run(surroundings, console, command);
    return new Answer(exit, out.toString(), err.toString());
  }

  /**
   * What a command answered.
   *
   * @param exit its exit code
   * @param out its data
   * @param err what it told the person
   */
  record Answer(int exit, String out, String err) {}
}
