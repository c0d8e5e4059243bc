package dev.palisade.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.Failure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the repository's Python programs with the interpreter that the launcher prepared. Each
 * prints JSON lines on standard output; its standard error goes to ours.
 */
public final class Programs {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path repository;
  private final Path state;
  private final String python;

  private Programs(Path repository, Path state, String python) {
    this.repository = repository;
    this.state = state;
    this.python = python;
  }

  /**
   * The programs of the repository that the launcher runs in.
   *
   * @throws Failure if the launcher did not start this process
   */
  public static Programs ofLauncher() {
    Map<String, String> environment = System.getenv();
    String home = environment.get("PALISADE_HOME");
    String state = environment.get("PALISADE_STATE");
    String python = environment.get("PALISADE_PYTHON");
    if (home == null || state == null || python == null) {
      throw Failure.usage("this command needs what ./palisade prepares; start it by ./palisade");
    }
    return new Programs(Path.of(home), Path.of(state), python);
  }

  /** The repository's root. */
  public Path repository() {
    return repository;
  }

  /** Where what is made at run time is kept. */
  Path state() {
    return state;
  }

  /**
   * Runs a module and hands over each JSON line it prints, as it comes.
   *
   * @param folder below the repository, where the module is
   * @return the exit code
   */
  public int run(String folder, String module, List<String> arguments, Consumer<JsonNode> line) {
    List<String> command = new ArrayList<>(List.of(python, "-m", module));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.directory(repository.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("PYTHONPATH", repository.resolve(folder).toString());
    builder.environment().put("PYTHONUNBUFFERED", "1");
    try {
      Process process = builder.start();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String text = out.readLine(); text != null; text = out.readLine()) {
          line.accept(json(text));
        }
      }
      return process.waitFor();
    } catch (IOException e) {
      throw Failure.because(module + " can't be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because(module + " was interrupted");
    }
  }

  /**
   * Runs a module to its end; what it printed last.
   *
   * @throws Failure with what the module said, if it failed
   */
  public JsonNode result(String folder, String module, String... arguments) {
    List<JsonNode> lines = new ArrayList<>();
    List<String> all = Stream.concat(Stream.of(arguments), Stream.of("--json")).toList();
    int exit = run(folder, module, all, lines::add);
    JsonNode last = lines.isEmpty() ? JSON.createObjectNode() : lines.getLast();
    if (exit != 0) {
      throw Failure.because(
          "%s %s failed: %s"
              .formatted(module, arguments[0], last.path("error").asText("see above")));
    }
    return last;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Failure.because("a program printed what is no JSON: " + text);
    }
  }
}
