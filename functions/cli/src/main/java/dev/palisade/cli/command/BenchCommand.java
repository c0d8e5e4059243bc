package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.bench.BucketRig;
import dev.palisade.cli.bench.Measurements;
import dev.palisade.cli.demo.Demonstration;
import dev.palisade.cli.demo.LocalAws;
import dev.palisade.cli.demo.Programs;
import dev.palisade.cli.hub.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code palisade bench}: calls per event and time from event to proof, on the local AWS. */
@Command(
    name = "bench",
    description = "Measures calls per event, and time from event to proof, on the local AWS.")
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Option(
      names = "--buckets",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,1000",
      description = "How many other buckets, ascending (default: ${DEFAULT-VALUE}).")
  private List<Integer> buckets = List.of();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many warm fixes are timed (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--port", paramLabel = "N", description = "Port of the local AWS.")
  private @Nullable Integer port;

  @Option(names = "--write", description = "Write the figures to docs/performance.md.")
  private boolean write;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = palisade.console();
    Programs programs = Programs.ofLauncher();
    LocalAws aws = new LocalAws(programs, port);
    aws.up();
    aws.deploy();
    Desk hub = Demonstration.desk(aws, palisade.surroundings().domains());
    Measurements found = new BucketRig(aws, hub, console::say).measure(buckets, samples);
    String page = found.markdown("./palisade bench --write");
    if (json) {
      console.json(found);
    } else {
      console.print(page);
    }
    if (write) {
      write(programs, page);
    }
    return Exit.DONE;
  }

  private static void write(Programs programs, String page) {
    try {
      Files.writeString(programs.repository().resolve("docs/performance.md"), page);
    } catch (IOException e) {
      throw Failure.because("docs/performance.md can't be written: " + e.getMessage());
    }
  }
}
