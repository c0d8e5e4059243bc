package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** A freeze in the middle of much to do: what has begun ends, and nothing begins after it. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class FreezeIT {

  private static final String CONTROL = "S3.PublicAccess";

  private final LocalSystem system;
  private final Clients clients;
  private final Hub hub;

  FreezeIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.hub = new Hub(system);
  }

  @AfterEach
  void unfreeze() {
    hub.book().unfreeze();
  }

  @Test
  void noWriteStartsOnceTheLeasesHaveDrained() {
    List<Bucket> buckets =
        IntStream.range(0, 30).mapToObj(i -> Bucket.made(clients, "e2e-freeze-" + i)).toList();
    hub.quiet("data");
    hub.consume(false);
    buckets.forEach(
        bucket -> bucket.open(clients, AwsBasicCredentials.create(LocalSystem.OTHER, "test")));
    long before = Writes.count(system);
    hub.consume(true);
    Await.until(
        "the first write",
        Await.PATIENCE,
        () -> Optional.of(Writes.count(system)).filter(now -> now > before));

    hub.book().freeze("e2e", "an incident");
    Await.until(
        "the leases to drain",
        Await.PATIENCE,
        () -> Optional.of(hub.book().leases()).filter(now -> now == 0));
    long after = Writes.count(system);
    hub.quiet("data");

    assertThat(Writes.count(system)).as("writes after the freeze").isEqualTo(after);
    List<Case> cases =
        buckets.stream().map(bucket -> hub.latest(CONTROL, bucket.arn()).orElseThrow()).toList();
    assertThat(cases)
        .extracting(Case::state)
        .containsOnly(CaseState.VERIFIED, CaseState.AWAITING_APPROVAL);
    assertThat(cases)
        .filteredOn(item -> item.state() == CaseState.AWAITING_APPROVAL)
        .as("what was kept from beginning")
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item.reason()).contains("freeze"));
  }
}
