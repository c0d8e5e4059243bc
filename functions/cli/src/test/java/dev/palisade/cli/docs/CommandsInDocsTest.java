package dev.palisade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.palisade.cli.Console;
import dev.palisade.cli.Surroundings;
import dev.palisade.cli.Target;
import dev.palisade.cli.audit.Records;
import dev.palisade.cli.command.Palisade;
import dev.palisade.cli.doctor.Check;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.platform.function.DomainModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every {@code ./palisade} command in a block of code in the docs is one that exists, with options
 * that exist. They are parsed, not run.
 */
class CommandsInDocsTest {

  private static final Path HOME = Path.of("../..");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");

  /** What the launcher does itself, before there is a Java program to ask. */
  private static final Pattern LAUNCHER = Pattern.compile("(local|test|setup)\\b.*");

  /**
   * A command as docs have it.
   *
   * @param where file and line
   * @param text what stands after {@code ./palisade}
   */
  record Written(String where, String text) {

    List<String> words() {
      // Brackets mark what may be left out; what follows a pipe or a hash is not ours.
      String own = text.replaceAll("\\s(#|\\||>|2>|&&|\\\\).*", "").replaceAll("[\\[\\]]", "");
      return WORD.matcher(own)
          .results()
          .map(MatchResult::group)
          .map(word ->
              word.matches("(?s)[\"'].*[\"']") ? word.substring(1, word.length() - 1) : word)
          .toList();
    }
  }

  static Stream<Written> commands() throws IOException {
    List<Written> found = new ArrayList<>();
    try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
      Stream.concat(Stream.of(HOME.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(file -> found.addAll(in(file)));
    }
    return found.stream();
  }

  private static List<Written> in(Path file) {
    List<Written> found = new ArrayList<>();
    try {
      boolean code = false;
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        String text = line.strip().replaceFirst("^\\$ ", "");
        if (text.startsWith("```")) {
          code = !code;
        } else if (code && text.startsWith("./palisade ")) {
          found.add(
              new Written(
                  file.getFileName() + ":" + number, text.substring("./palisade ".length())));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return found.stream().filter(one -> !LAUNCHER.matcher(one.text()).matches()).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void parses(Written written) {
    assertThatCode(() -> parse(written)).as(written.where()).doesNotThrowAnyException();
  }

  @Test
  void theAuditorsWalkIsThere() throws IOException {
    assertThat(commands().filter(one -> one.where().startsWith("auditors.md")).map(Written::text))
        .anyMatch(text -> text.startsWith("audit verify"))
        .anyMatch(text -> text.startsWith("audit export"))
        .anyMatch(text -> text.startsWith("cases "));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatDoesNotExistIsFound(String text) {
    assertThatCode(() -> parse(new Written("here", text)))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  static Stream<String> wrong() {
    return Stream.of("audits verify", "audit verify --sinse 7d", "report --format pdf # soon");
  }

  private static void parse(Written written) {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Reader.nullReader(),
            false);
    new CommandLine(new Palisade(new Nowhere(), console))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(written.words().toArray(String[]::new));
  }

  /** Nothing is run, so nothing is reached. */
  private static final class Nowhere implements Surroundings {

    @Override
    public List<DomainModule> domains() {
      throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public Workplace workplace(Target target) {
      throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public Desk desk(Target target) {
      throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public Records records(Target target) {
      throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public Archives archives(Target target) {
      throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public List<Check> checkup(Target target, Consumer<String> progress) {
      throw new UnsupportedOperationException("nothing is run here");
    }
  }
}
