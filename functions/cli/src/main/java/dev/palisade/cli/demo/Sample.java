package dev.palisade.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The sample workload in a governed account, by its own runner. */
public final class Sample {

  private static final String FOLDER = "samplemodels/runner";
  private static final String MODULE = "samplemodels_runner";

  private final Programs programs;
  private final LocalAws aws;

  /** The sample on a local AWS that is up. */
  public Sample(Programs programs, LocalAws aws) {
    this.programs = programs;
    this.aws = aws;
  }

  /** Deploys it, secure. */
  public void deploy() {
    run("deploy", line -> {});
  }

  /** Closes what an earlier run left open. */
  public void close() {
    run("close", line -> {});
  }

  /** Closes one gap and removes what opening it made. */
  public void close(String gap) {
    run("close", line -> {}, "--gap", gap);
  }

  /** Opens one gap as an ordinary client. */
  public void open(String gap) {
    run("open", line -> {}, "--gap", gap);
  }

  /** The gaps of the demonstration. */
  public List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    run("list", line -> gaps.add(Gap.of(line)));
    return gaps;
  }

  /** Opens the gaps as an ordinary client, and tells of each as soon as it is open. */
  public void open(Consumer<Gap> opened) {
    run(
        "open",
        line -> {
          if (line.path("event").asText().equals("opened")) {
            opened.accept(Gap.of(line));
          }
        });
  }

  private void run(String command, Consumer<JsonNode> lines, String... more) {
    List<String> failed = new ArrayList<>();
    List<String> arguments = new ArrayList<>(List.of(command, "--json"));
    arguments.addAll(List.of("--endpoint", aws.url(), "--account", aws.member()));
    arguments.addAll(List.of("--region", LocalAws.REGION));
    arguments.addAll(List.of(more));
    Path home = aws.home();
    if (home != null) {
      arguments.addAll(List.of("--state", home.resolve("samples").toString()));
    }
    int exit =
        programs.run(
            FOLDER,
            MODULE,
            arguments,
            line -> {
              if (line.path("event").asText().equals("failed")) {
                failed.add(
                    "%s: %s: %s"
                        .formatted(
                            line.path("gap").asText(),
                            line.path("call").asText(),
                            line.path("error").asText()));
              }
              lines.accept(line);
            });
    if (exit != 0) {
      throw Failure.because(
          "the sample workload could not "
              + command
              + (failed.isEmpty() ? "" : ":\n  " + String.join("\n  ", failed)));
    }
  }
}
