package dev.palisade.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the repository's Python programs, in a clean AWS environment. */
public final class Program {

  private final Path root;
  private final Path home;
  private final String python;

  /**
   * Programs of a repository.
   *
   * @param home where what they say is kept
   * @throws IllegalStateException naming what to run if there is no Python for them yet
   */
  public Program(Path root, Path home) {
    this.root = root;
    this.home = home;
    this.python = python(root);
  }

  private static String python(Path root) {
    String given = System.getenv("PALISADE_PYTHON");
    if (given != null && !given.isBlank()) {
      return given;
    }
    Path own = root.resolve(".palisade/venv/bin/python");
    if (!Files.isExecutable(own)) {
      throw new IllegalStateException(
          "there is no %s: run ./palisade setup once, or ./palisade test, which does it"
              .formatted(own));
    }
    return own.toString();
  }

  /** The local AWS's own command, {@code up} or {@code down} or {@code deploy}. */
  public String local(String... arguments) {
    return run(
        "local-" + arguments[0], "infra/local", "palisade_local", Duration.ofMinutes(8), arguments);
  }

  /** The sample workloads' command. */
  String samples(String... arguments) {
    return run(
        "samples-" + arguments[0],
        "samplemodels/runner",
        "samplemodels_runner",
        Duration.ofMinutes(4),
        arguments);
  }

  private String run(
      String name, String path, String module, Duration patience, String... arguments) {
    List<String> command = new ArrayList<>(List.of(python, "-m", module));
    command.addAll(List.of(arguments));
    Path out = home.resolve(name + ".out");
    Path err = home.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("AWS_"));
    environment.put("PYTHONPATH", root.resolve(path).toString());
    // What an installation leaves out unless it is wanted, and is tried here.
    environment.put("PALISADE_CONTEXT", "palisade:webhook=true");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // The CDK's own option: a deployment of somebody's local AWS at the same time has its own
    // folder.
    environment.put("CDK_OUTPUT", home.resolve("cdk.out").toString());
    try {
      Process process = builder.start();
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        throw new IllegalStateException(command + " did not end within " + patience);
      }
      String said = Files.readString(out);
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s ended with %d:%n%s%n%s"
                .formatted(command, process.exitValue(), said, Files.readString(err)));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
