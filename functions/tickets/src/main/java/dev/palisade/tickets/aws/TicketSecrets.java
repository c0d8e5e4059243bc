package dev.palisade.tickets.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.tickets.http.Credentials;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The credentials of ticket systems, from Secrets Manager: {@code palisade/tickets/<system>}. Kept
 * for a minute, and read anew when a system does not know the caller any more, so that a rotation
 * needs no deployment.
 */
public final class TicketSecrets {

  private static final String PREFIX = "palisade/tickets/";
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SecretsManagerClient secrets;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Credentials credentials, Instant readAt) {}

  /** The secrets of the client's account and region. */
  public TicketSecrets(SecretsManagerClient secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * The credentials of a system.
   *
   * @throws TicketException if there are none
   */
  public Credentials of(String system) {
    Known kept = known.get(system);
    if (kept != null && clock.instant().isBefore(kept.readAt().plus(KEPT))) {
      return kept.credentials();
    }
    Credentials read = read(PREFIX + system);
    known.put(system, new Known(read, clock.instant()));
    return read;
  }

  /** Forgets a system's credentials, which were refused. */
  public void forget(String system) {
    known.remove(system);
  }

  private Credentials read(String name) {
    try {
      return Credentials.of(
          Codec.plain().readTree(secrets.getSecretValue(b -> b.secretId(name)).secretString()));
    } catch (JsonProcessingException e) {
      // Without the cause: it quotes what it read.
      throw new TicketException(Kind.REFUSED, "the secret " + name + " is no JSON");
    } catch (AwsServiceException e) {
      boolean passing = e.isThrottlingException() || e.statusCode() >= 500;
      throw new TicketException(
          passing ? Kind.LATER : Kind.REFUSED,
          "the secret " + name + " can't be read: " + AwsCall.code(e),
          null,
          e);
    } catch (SdkException e) {
      throw new TicketException(
          Kind.LATER, "the secret " + name + " can't be read: no answer", null, e);
    }
  }
}
