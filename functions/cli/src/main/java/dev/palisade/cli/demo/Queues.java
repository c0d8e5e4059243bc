package dev.palisade.cli.demo;

import dev.palisade.core.engine.Hub.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The domains' queues: whether all that was sent has been handled. */
public final class Queues {

  private static final int QUIET_LOOKS = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final SqsClient sqs;
  private final List<String> urls;

  /** The queues of domains in the hub. */
  public Queues(SqsClient sqs, List<String> domains) {
    this.sqs = sqs;
    List<String> wanted = domains.stream().map(domain -> "palisade-" + domain).toList();
    this.urls =
        sqs.listQueues(b -> b.queueNamePrefix("palisade-")).queueUrls().stream()
            .filter(url -> wanted.contains(url.substring(url.lastIndexOf('/') + 1)))
            .toList();
  }

  /** How many messages wait or are being handled. */
  public long depth() {
    long depth = 0;
    for (String url : urls) {
      Map<QueueAttributeName, String> counts =
          sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(COUNTS)).attributes();
      depth += counts.values().stream().mapToLong(Long::parseLong).sum();
    }
    return depth;
  }

  /** Waits until the queues have been empty for a moment; whether they were in time. */
  public boolean drained(Duration limit, InstantSource clock, Pause pause) {
    Instant end = clock.instant().plus(limit);
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      if (!clock.instant().isBefore(end)) {
        return false;
      }
      pause.of(PAUSE);
      quiet = depth() == 0 ? quiet + 1 : 0;
    }
    return true;
  }
}
