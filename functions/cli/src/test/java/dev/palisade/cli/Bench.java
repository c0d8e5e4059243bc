package dev.palisade.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.audit.Records;
import dev.palisade.cli.command.Palisade;
import dev.palisade.cli.doctor.Check;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.pipeline.ByHand;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Policy.PersonRule;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.DomainModule;
import dev.palisade.platform.function.Reaches;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A command line over memory: buckets of one account, a hub's cases, what was sent and said. */
final class Bench implements Surroundings {

  static final String ME = "arn:aws:iam::222222222222:user/ana";
  static final String OPEN = "arn:aws:s3:::churn-training";
  static final Map<String, String> WORKLOAD = Map.of("palisade:workload", "churn");

  final MemoryBuckets buckets = new MemoryBuckets();
  final MemoryCases cases = new MemoryCases();
  final MemoryLog log = new MemoryLog();
  final MemoryTrail trail = new MemoryTrail();
  final List<String> sent = new ArrayList<>();
  List<Check> checks = List.of();
  String me = "arn:aws:iam::111111111111:user/sec";
  Runnable onSend = () -> {};
  Instant now = Instant.parse("2026-11-25T10:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command that is answered with a text; its exit code. */
  int run(String answers, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console =
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new StringReader(answers),
            false);
    return Palisade.run(this, console, arguments);
  }

  int run(String[] arguments) {
    return run("", arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  JsonNode json() throws Exception {
    return new ObjectMapper().readTree(out());
  }

  @Override
  public List<DomainModule> domains() {
    return List.of(buckets);
  }

  @Override
  public Workplace workplace(Target target) {
    return new Workplace(
        MemoryBuckets.ACCOUNT,
        MemoryBuckets.REGION,
        ME,
        List.of(
            new Workplace.Area(
                "data",
                Reaches.over(
                    buckets,
                    (place, access) -> Sessions.with(place.account(), place.region(), null)))),
        policy(),
        ref -> Standing.NONE,
        Optional::empty,
        List::of);
  }

  static Policy policy() {
    return new Policy(
        1,
        Mode.ENFORCE,
        Map.of(),
        Map.of(),
        null,
        List.of(new PersonRule("arn:aws:iam::111111111111:user/sec", "Sam Sec")),
        null,
        null,
        null,
        null);
  }

  @Override
  public Desk desk(Target target) {
    return new Desk(
        cases,
        new MemoryFront(this),
        (source, detailType, detail) -> {
          sent.add(source + " | " + detailType + " | " + detail);
          onSend.run();
          return "event-1";
        },
        me,
        Bench::policy,
        List.of("data"),
        () -> now,
        this::pause);
  }

  private void pause(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Records records(Target target) {
    return log.records(cases, () -> now);
  }

  @Override
  public Archives archives(Target target) {
    return trail.archives(cases, log, () -> now, this::pause);
  }

  @Override
  public List<Check> checkup(Target target, Consumer<String> progress) {
    return checks;
  }

  /** A case that waits for a decision about an open bucket. */
  Case awaiting(Path folder) {
    buckets.open("churn-training", WORKLOAD);
    Workplace place = workplace(new Target(null, null, null, null, null, null));
    ByHand hand = new ByHand(place, folder, () -> now, this::pause, text -> {});
    Case item = hand.open(place.locate(OPEN), "S3.PublicAccess").getFirst();
    cases.put(item);
    return item;
  }
}
