package dev.palisade.cli.bench;

import dev.palisade.cli.Failure;
import dev.palisade.cli.demo.LocalAws;
import dev.palisade.cli.demo.Queues;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Counts calls between two moments at which nothing is going on. */
final class Quiet {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Desk hub;
  private final CallCounter counter;
  private final Queues queues;

  Quiet(LocalAws aws, Desk hub) {
    this.hub = hub;
    this.counter = new CallCounter(aws.url());
    this.queues = new Queues(aws.root(aws.hub()).client(SqsClient.builder()), hub.domains());
  }

  /** Waits until no event waits or is in hand. */
  void await() {
    if (!queues.drained(LIMIT, hub.clock(), hub.pause())) {
      throw Failure.because("the queues are not empty after " + LIMIT.toSeconds() + " s");
    }
  }

  /** Forgets what was counted, at a quiet moment. */
  void begin() {
    await();
    counter.reset();
  }

  /** What was counted since a case began that has ended, once the audit log has it, too. */
  List<Invocation> end(Case item) {
    Instant end = hub.clock().instant().plus(LIMIT);
    while (counter.invocations().stream().noneMatch(one -> keeps(one, item))) {
      if (hub.clock().instant().isAfter(end)) {
        throw Failure.because("the audit log has no end of case " + item.id());
      }
      hub.pause().of(PAUSE);
    }
    return end();
  }

  private static boolean keeps(Invocation one, Case item) {
    return one.writesAudit() && !one.last().isBefore(item.updatedAt());
  }

  /** What was counted since, at the next quiet moment. */
  List<Invocation> end() {
    await();
    return counter.invocations();
  }
}
