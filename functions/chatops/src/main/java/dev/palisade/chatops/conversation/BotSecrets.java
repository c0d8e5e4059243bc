package dev.palisade.chatops.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation's secret, read at use and kept for a minute, so that a new one needs no deploy.
 */
final class BotSecrets implements Supplier<BotSecret> {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Supplier<String> read;
  private final InstantSource clock;
  private @Nullable BotSecret last;
  private Instant until = Instant.MIN;

  BotSecrets(Supplier<String> read, InstantSource clock) {
    this.read = read;
    this.clock = clock;
  }

  @Override
  public synchronized BotSecret get() {
    Instant now = clock.instant();
    BotSecret secret = last;
    if (secret == null || now.isAfter(until)) {
      secret = BotSecret.read(read.get());
      last = secret;
      until = now.plus(KEPT);
    }
    return secret;
  }

  /** Reads it anew at the next use: the token was refused. */
  synchronized void forget() {
    last = null;
  }
}
