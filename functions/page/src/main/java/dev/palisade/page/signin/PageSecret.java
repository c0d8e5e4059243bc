package dev.palisade.page.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The page's registration from Secrets Manager, kept for a minute: a rotation needs no deploy. */
public final class PageSecret implements Supplier<Registration> {

  /** The secret's name. */
  public static final String NAME = "palisade/page";

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SecretsManagerClient secrets;
  private final InstantSource clock;
  private @Nullable Known known;

  private record Known(Registration registration, Instant readAt) {}

  /** The secret of the client's account and region; read at the first use. */
  public PageSecret(SecretsManagerClient secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public synchronized Registration get() {
    Instant now = clock.instant();
    if (known == null || now.isAfter(known.readAt().plus(KEPT))) {
      known =
          new Known(
              Registration.of(secrets.getSecretValue(b -> b.secretId(NAME)).secretString()), now);
    }
    return known.registration();
  }
}
