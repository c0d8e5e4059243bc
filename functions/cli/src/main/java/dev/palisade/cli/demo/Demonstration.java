package dev.palisade.cli.demo;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Failure;
import dev.palisade.cli.aws.AwsSurroundings;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.policy.Limits;
import dev.palisade.platform.function.DomainModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The steps of the demonstration, from an empty machine to what became of each gap. */
public final class Demonstration {

  private static final Duration SWEEP = Duration.ofMinutes(3);
  private static final Duration GAPS = Duration.ofMinutes(6);

  private final LocalAws aws;
  private final Sample sample;
  private final List<DomainModule> domains;
  private final Console console;
  private final Predicate<Case> approves;
  private List<Case> cases = List.of();

  /**
   * A demonstration.
   *
   * @param approves whether a case shall be approved
   * @param port of the local AWS, null for its default
   */
  public Demonstration(
      Programs programs,
      List<DomainModule> domains,
      Console console,
      Predicate<Case> approves,
      @Nullable Integer port) {
    this.aws = new LocalAws(programs, port);
    this.sample = new Sample(programs, aws);
    this.domains = List.copyOf(domains);
    this.console = console;
    this.approves = approves;
  }

  /** Runs it; what became of each gap. */
  public List<Outcome> run() {
    Desk hub = prepare();
    List<Desk> people = Approvers.at(aws, domains);
    step("a sweep takes the baselines: what is good now can be restored later");
    if (!sweep(aws, hub)) {
      console.say("  the sweep is not over after " + SWEEP.toSeconds() + " s; going on");
    }
    step("an engineer's calls open the gaps; Palisade sees each as an event");
    List<Surface> surfaces =
        List.of(new InSlack(aws.slack(), console), new OnThePage(aws.page(), console));
    Play play = new Play(people, surfaces, console, approves, hub.clock().instant());
    CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> sample.open(play::opened));
    play.until(hub.clock().instant().plus(GAPS), opening::isDone);
    try {
      opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw e;
    }
    List<Outcome> outcomes = play.outcomes();
    cases = play.cases();
    if (!outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::isAsDeclared)) {
      if (!play.usedAllSurfaces()) {
        throw Failure.because("nobody was asked in Slack or on the page");
      }
      step(
          "people do more than say yes: one puts a fix back, one lets a finding stand, one takes over");
      List<Gap> gaps = outcomes.stream().map(Outcome::gap).toList();
      cases = Decisions.merged(cases, new Decisions(sample, people, console).show(gaps));
    }
    return outcomes;
  }

  /** Local AWS, Palisade and the sample workload, with nothing open. */
  private Desk prepare() {
    step("the local AWS starts: a hub account and two governed ones");
    aws.up();
    step("cdk deploy: hub, roles and rules");
    aws.deploy();
    Desk hub = desk();
    if (isWornOut(hub)) {
      step("the last hour's demonstrations used up Palisade's own brakes: starting afresh");
      aws.reset();
      aws.deploy();
      hub = desk();
    }
    step("the sample workload is deployed to account " + aws.member());
    sample.deploy();
    if (!hub.cases().all().isEmpty()) {
      closeEarlier();
    }
    return hub;
  }

  // What can't be closed shows soon enough: its gap will not open, or nobody will see it.
  private void closeEarlier() {
    step("what an earlier run left open is closed");
    try {
      sample.close();
    } catch (Failure e) {
      console.say("  " + e.getMessage());
    }
  }

  private Desk desk() {
    return desk(aws, domains);
  }

  /** The hub of a local AWS that is up, as root of its account. */
  public static Desk desk(LocalAws aws, List<DomainModule> domains) {
    return new AwsSurroundings(domains, LocalAws.key(aws.hub(), "test")).desk(aws.target());
  }

  /**
   * Another run would make more changes in an hour than the brakes allow: the brakes are real here
   * as well, and not lifted for a demonstration.
   */
  private static boolean isWornOut(Desk hub) {
    Instant hour = hub.clock().instant().minus(Duration.ofHours(1));
    Limits limits = hub.policy().get().limits();
    long lately =
        hub.cases().all().stream()
            .filter(
                item -> item.state() == CaseState.VERIFIED || item.state() == CaseState.CONTAINED)
            .filter(item -> item.updatedAt().isAfter(hour))
            .count();
    return lately * 2 > limits.writesPerAccount();
  }

  /** Has every domain look at the workload's account; whether it was over in time. */
  public static boolean sweep(LocalAws aws, Desk hub) {
    for (String domain : hub.domains()) {
      hub.request(
          Requests.SWEEP_PART, domain, Map.of("account", aws.member(), "region", LocalAws.REGION));
    }
    return new Queues(aws.root(aws.hub()).client(SqsClient.builder()), hub.domains())
        .drained(SWEEP, hub.clock(), hub.pause());
  }

  /** All cases of this run. */
  public List<Case> cases() {
    return cases;
  }

  /** Stops the local AWS; its state is kept. */
  public void stop() {
    aws.down();
  }

  private void step(String text) {
    console.say(console.tint(Tint.BLUE, "== ") + console.tint(Tint.BOLD, text));
  }
}
