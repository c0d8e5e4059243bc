package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.cases.Case;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How many AWS calls an event costs a warm function, counted at the endpoint by invocation: all of
 * them, table included, and the objects of the audit log. An instance that is new, writes for the
 * first time or has a policy of a minute ago asks for more than an event needs, and which instance
 * takes an event is chance: the cheapest of a few tries counts.
 */
@WithLocalSystem
class CallsIT {

  private static final int TRIES = 4;
  private static final int QUIET_LOOKS = 10;
  private static final String READ = "s3:GetPublicAccessBlock";
  private static final String FIX = "s3:PutPublicAccessBlock";
  private static final String AUDIT = "s3:PutObject";
  private static final String OTHERS = "e2e-calls-other-";

  private final LocalSystem system;
  private final Clients clients;
  private final Hub hub;
  private final S3Client s3;
  private final AuditBucket audit;
  private int made;

  CallsIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.hub = new Hub(system);
    this.audit = new AuditBucket(system);
    this.s3 = clients.root(LocalSystem.OTHER, S3Client.builder());
  }

  @AfterEach
  void removeOthers() {
    s3.listBuckets().buckets().stream()
        .map(one -> one.name())
        .filter(name -> name.startsWith(OTHERS))
        .forEach(name -> s3.deleteBucket(b -> b.bucket(name)));
    settle();
  }

  @Test
  void fourCallsWhereItHoldsEightForAFixAndNotOneMoreInALargeAccount() {
    others(0, 10);
    Map<String, Long> holds = holds();
    Map<String, Long> fix = fix();
    assertThat(total(holds)).as("%s", holds).isLessThanOrEqualTo(4);
    assertThat(fix).containsEntry(FIX, 1L).containsEntry(AUDIT, 1L);
    assertThat(total(fix)).as("%s", fix).isLessThanOrEqualTo(8);

    others(10, 1000);
    assertThat(holds()).isEqualTo(holds);
    assertThat(fix()).isEqualTo(fix);
  }

  @Test
  void theEventOfItsOwnChangeCostsNoCallInTheAccount() {
    Map<String, Long> calls =
        cheapest(
            this::open,
            one -> one.keySet().stream().allMatch(name -> name.startsWith("dynamodb:")));
    assertThat(total(calls)).as("%s", calls).isLessThanOrEqualTo(3);
  }

  /** Waits until nothing is under way any more, between the trail and the queue either. */
  private void settle() {
    for (int quiet = 0; quiet < QUIET_LOOKS; quiet++) {
      hub.quiet("data");
      Await.pause();
    }
  }

  private static long total(Map<String, Long> calls) {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, Long> holds() {
    return cheapest(
        bucket -> bucket.block(s3, true), one -> one.containsKey(READ) && !one.containsKey(FIX));
  }

  private Map<String, Long> fix() {
    return cheapest(this::open, one -> one.containsKey(FIX));
  }

  private void open(Bucket bucket) {
    s3.deletePublicAccessBlock(b -> b.bucket(bucket.name()));
  }

  private void others(int from, int to) {
    IntStream.range(from, to).forEach(i -> s3.createBucket(b -> b.bucket(OTHERS + i)));
    settle();
  }

  /** The calls of the cheapest invocation of a kind, of some after the same was done. */
  private Map<String, Long> cheapest(Consumer<Bucket> act, Predicate<Map<String, Long>> which) {
    return IntStream.range(0, TRIES)
        .mapToObj(i -> seen(act, which))
        .min(Comparator.comparingLong(CallsIT::total))
        .orElseThrow();
  }

  private Map<String, Long> seen(Consumer<Bucket> act, Predicate<Map<String, Long>> which) {
    Bucket bucket = Bucket.made(clients, "e2e-calls-" + made++);
    settle();
    system.countFromZero();
    act.accept(bucket);
    Await.until(
        "an invocation for " + bucket.name(),
        Await.PATIENCE,
        () -> system.invocations().stream().filter(which).findFirst());
    // It may still be making calls.
    settle();
    Map<String, Long> calls =
        new TreeMap<>(system.invocations().stream().filter(which).findFirst().orElseThrow());
    if (calls.containsKey(FIX)) {
      // Another function writes it, and it counts here all the same.
      Case item = hub.latest("S3.PublicAccess", bucket.arn()).orElseThrow();
      assertThat(calls.put(AUDIT, audit.objects(item))).isNull();
    }
    return calls;
  }
}
