package dev.palisade.chatops.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.plan.Codec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The signing secrets in force: the current one, and for a day after a rotation the one before, so
 * that what Slack signed with it meanwhile is not lost. Read at use, kept for a minute.
 *
 * <p>The secret is JSON: {@code {"signingSecret": "…"}}.
 */
final class SigningSecrets implements Supplier<List<String>> {

  private static final Duration KEPT = Duration.ofMinutes(1);

  /** A secret that was rotated because it leaked must not stay good until the next rotation. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private final SecretsManagerClient secrets;
  private final String name;
  private final InstantSource clock;
  private @Nullable Read last;

  SigningSecrets(SecretsManagerClient secrets, String name, InstantSource clock) {
    this.secrets = secrets;
    this.name = name;
    this.clock = clock;
  }

  private record Read(List<String> values, Instant at) {}

  @Override
  public synchronized List<String> get() {
    Instant now = clock.instant();
    if (last == null || now.isAfter(last.at().plus(KEPT))) {
      last = new Read(read(now), now);
    }
    return last.values();
  }

  private List<String> read(Instant now) {
    GetSecretValueResponse current =
        version("AWSCURRENT")
            .orElseThrow(() -> new IllegalStateException("the secret has no current version"));
    List<String> values = new ArrayList<>();
    values.add(value(current));
    if (now.isBefore(current.createdDate().plus(OVERLAP))) {
      version("AWSPREVIOUS").map(SigningSecrets::value).ifPresent(values::add);
    }
    return List.copyOf(values);
  }

  private Optional<GetSecretValueResponse> version(String stage) {
    try {
      return Optional.of(secrets.getSecretValue(b -> b.secretId(name).versionStage(stage)));
    } catch (ResourceNotFoundException e) {
      if (stage.equals("AWSCURRENT")) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static String value(GetSecretValueResponse version) {
    try {
      String value =
          Codec.plain().readTree(version.secretString()).path("signingSecret").asText("");
      if (value.isEmpty()) {
        throw new IllegalStateException("the secret has no signingSecret");
      }
      return value;
    } catch (JsonProcessingException e) {
      // The cause would quote the secret.
      throw new IllegalStateException("the secret is no JSON");
    }
  }
}
