package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.bench.Bounds;
import dev.palisade.cli.bench.BucketRig;
import dev.palisade.cli.bench.Calls;
import dev.palisade.cli.bench.ControlRig;
import dev.palisade.cli.bench.FiguresPage;
import dev.palisade.cli.bench.Measurements;
import dev.palisade.cli.demo.Approvers;
import dev.palisade.cli.demo.Demonstration;
import dev.palisade.cli.demo.LocalAws;
import dev.palisade.cli.demo.Programs;
import dev.palisade.cli.demo.Sample;
import dev.palisade.cli.hub.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * {@code palisade bench}: calls per event and time from event to proof, in a local AWS of its own,
 * so that nothing of a person's is touched and no brake is on from an earlier run.
 */
@Command(
    name = "bench",
    description =
        """
        Measures AWS calls per event, by control, and time from event to proof, in a fresh local AWS \
        of its own: some twenty minutes. Fails where S3.PublicAccess costs more calls than it may, or \
        more beside more buckets.\
        """)
final class BenchCommand implements Callable<Integer> {

  /** More would meet Palisade's own brakes, which are on here as anywhere. */
  private static final int MOST_SAMPLES = 25;

  private static final String SAMPLES = "20";
  private static final String BUCKETS = "10,1000";
  private static final String PAGE = "docs/performance.md";

  @ParentCommand private Palisade palisade;

  @Option(
      names = "--buckets",
      paramLabel = "N",
      split = ",",
      defaultValue = BUCKETS,
      description = "How many other buckets, ascending (default: ${DEFAULT-VALUE}).")
  private List<Integer> buckets = List.of();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = SAMPLES,
      description =
          "How many warm fixes are timed, at most "
              + MOST_SAMPLES
              + " (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4576",
      description = "Port of the local AWS (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--only-buckets",
      description = "Leave out the other controls: S3.PublicAccess and times only, some minutes.")
  private boolean onlyBuckets;

  @Option(names = "--write", description = "Write the figures to docs/performance.md.")
  private boolean write;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    check();
    Console console = palisade.console();
    Programs programs = Programs.ofLauncher();
    LocalAws aws = LocalAws.named(programs, "bench", port);
    Measurements found;
    console.say("starting a local AWS of its own on port " + port + ", empty");
    // An interrupted run leaves nothing behind either.
    Thread down = new Thread(aws::down);
    aws.down();
    aws.reset();
    Runtime.getRuntime().addShutdownHook(down);
    try {
      found = measured(console, programs, aws);
    } finally {
      aws.down();
    }
    Runtime.getRuntime().removeShutdownHook(down);
    int cores = Runtime.getRuntime().availableProcessors();
    String page = FiguresPage.of(found, said(), LocalDate.now(ZoneId.systemDefault()), cores);
    if (json) {
      console.json(found);
    } else {
      console.out().print(page);
      console.out().flush();
    }
    if (write) {
      write(programs, page);
      console.say("written to " + PAGE);
    }
    List<String> broken = Bounds.broken(found.buckets());
    broken.forEach(console::say);
    return broken.isEmpty() ? Exit.DONE : Exit.FAILED;
  }

  private void check() {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw Failure.usage("1 to %d samples: Palisade's brakes are on".formatted(MOST_SAMPLES));
    }
    if (buckets.stream().anyMatch(count -> count < 0)
        || !buckets.equals(buckets.stream().sorted().toList())) {
      throw Failure.usage("--buckets are counts, ascending");
    }
  }

  /** The command line that leads to the same figures again. */
  private String said() {
    String counts = buckets.stream().map(String::valueOf).collect(Collectors.joining(","));
    return "./palisade bench"
        + (counts.equals(BUCKETS) ? "" : " --buckets " + counts)
        + (String.valueOf(samples).equals(SAMPLES) ? "" : " --samples " + samples)
        + (onlyBuckets ? " --only-buckets" : "")
        + " --write";
  }

  private Measurements measured(Console console, Programs programs, LocalAws aws) {
    aws.up();
    aws.deploy();
    Desk hub = Demonstration.desk(aws, palisade.surroundings().domains());
    BucketRig rig = new BucketRig(aws, hub, console::say);
    Duration first =
        rig.first(() -> {
          console.say("stopping and starting it, so that no function's process is there");
          aws.down();
          aws.up();
        });
    console.say("first fix: %d ms".formatted(first.toMillis()));
    List<Duration> times = rig.times(samples);
    List<Calls> controls =
        onlyBuckets ? List.of() : controls(console, new Sample(programs, aws), aws, hub);
    // Last, since a thousand buckets slow the local AWS itself down.
    return new Measurements(rig.calls(buckets), controls, times, first);
  }

  private List<Calls> controls(Console console, Sample sample, LocalAws aws, Desk hub) {
    console.say("deploying the sample workload");
    sample.deploy();
    if (!Demonstration.sweep(aws, hub)) {
      throw Failure.because("the sweep that takes the baselines did not end in time");
    }
    List<Desk> people = Approvers.at(aws, palisade.surroundings().domains());
    return new ControlRig(aws, sample, hub, people, console::say).calls();
  }

  private static void write(Programs programs, String page) {
    try {
      Files.writeString(programs.repository().resolve(PAGE), page);
    } catch (IOException e) {
      throw Failure.because(PAGE + " can't be written: " + e.getMessage());
    }
  }
}
