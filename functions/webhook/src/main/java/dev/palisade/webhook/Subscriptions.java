package dev.palisade.webhook;

import dev.palisade.platform.aws.AwsCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The subscription of Secrets Manager, kept for a minute: rotating it needs no deployment. */
final class Subscriptions {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SecretsManagerClient secrets;
  private final String name;
  private final boolean localhost;
  private final InstantSource clock;
  private @Nullable Subscription known;
  private Instant readAt = Instant.EPOCH;

  Subscriptions(SecretsManagerClient secrets, String name, boolean localhost, InstantSource clock) {
    this.secrets = secrets;
    this.name = name;
    this.localhost = localhost;
    this.clock = clock;
  }

  /**
   * The subscription.
   *
   * @throws DeliveryException if there is none, or none that may be used
   */
  synchronized Subscription get() {
    Subscription kept = known;
    if (kept != null && clock.instant().isBefore(readAt.plus(KEPT))) {
      return kept;
    }
    Subscription read = Subscription.of(read(), localhost);
    known = read;
    readAt = clock.instant();
    return read;
  }

  /** Forgets it, since the receiver refused it. */
  synchronized void forget() {
    known = null;
  }

  private String read() {
    try {
      return secrets.getSecretValue(b -> b.secretId(name)).secretString();
    } catch (AwsServiceException e) {
      String what = "the secret %s can't be read: %s".formatted(name, AwsCall.code(e));
      throw e.isThrottlingException() || e.statusCode() >= 500
          ? DeliveryException.later(what, null)
          : DeliveryException.forGood(what);
    } catch (SdkException e) {
      throw DeliveryException.later("the secret " + name + " can't be read: no answer", null);
    }
  }
}
