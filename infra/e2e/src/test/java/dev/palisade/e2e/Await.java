package dev.palisade.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting for what happens elsewhere. */
final class Await {

  /** What comes, comes in seconds; a machine under load may take minutes. */
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private Await() {}

  /** Looks until there is something, or fails saying what did not come. */
  static <T> T until(String what, Duration patience, Supplier<Optional<T>> look) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited " + patience.toSeconds() + " s in vain for " + what);
      }
      pause();
    }
  }

  /** Lets a moment pass. */
  static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
