package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.platform.aws.AwsSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What every gateway promises: it reads what anybody's calls made, each change leads exactly to the
 * state that its model says, its inverse leads back, and what is not there does not exist.
 */
abstract class GatewayContract<S extends ResourceState, C extends Change<S, C>> {

  /** On AWS a read may see the state before a write for some seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final ContractAws aws;
  final Gateway<S, C> gateway;
  private final Set<? extends Facet> facets;

  GatewayContract(
      ContractAws aws, Function<AwsSession, Gateway<S, C>> gateway, Set<? extends Facet> facets) {
    this.aws = aws;
    this.gateway = gateway.apply(aws.session());
    this.facets = facets;
  }

  /** A new resource, as an ordinary client makes it, of the kind that {@code list} names. */
  abstract ResourceRef made();

  /** A resource that is not there, with an id of the right shape. */
  abstract ResourceRef absent();

  /** What of a state must be equal after an undo; without what AWS assigns anew. */
  Object comparable(S state) {
    return state;
  }

  @Test
  void resourceThatIsNotThereDoesNotExist() {
    assertThat(read(absent()).exists()).isFalse();
  }

  @Test
  void resourceThatIsThereExists() {
    assertThat(read(made()).exists()).isTrue();
  }

  @Test
  void listNamesTheResource() {
    ResourceRef ref = made();
    assertThat(gateway.list()).contains(ref);
  }

  final S read(ResourceRef ref) {
    return gateway.read(ref, Set.copyOf(facets));
  }

  /** Executes a change and its inverse, and compares with what their models say. */
  final void changesAndRestores(ResourceRef ref, C change) {
    changesAndRestores(ref, Set.copyOf(facets), change);
  }

  /** The same, looking at some facets only. */
  final void changesAndRestores(ResourceRef ref, Set<? extends Facet> looked, C change) {
    Set<Facet> some = Set.copyOf(looked);
    S before = gateway.read(ref, some);
    S changed = change.applyTo(before);
    assertThat(comparable(changed))
        .as("a change that changes nothing proves nothing")
        .isNotEqualTo(comparable(before));
    gateway.execute(ref, change);
    becomes(change.describe(), ref, some, changed);
    C inverse = change.inverse().orElseThrow();
    gateway.execute(ref, inverse);
    becomes(inverse.describe(), ref, some, before);
  }

  private void becomes(String what, ResourceRef ref, Set<Facet> some, S wanted) {
    Instant end = Instant.now().plus(PATIENCE);
    S seen = gateway.read(ref, some);
    while (!comparable(seen).equals(comparable(wanted)) && Instant.now().isBefore(end)) {
      pause();
      seen = gateway.read(ref, some);
    }
    assertThat(comparable(seen)).as(what).isEqualTo(comparable(wanted));
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
