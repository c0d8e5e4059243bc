package dev.palisade.tickets.testing;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/** Secrets in the emulator. */
public final class Secrets {

  private Secrets() {}

  public static SecretsManagerClient client() {
    return Emulator.MINISTACK.client(SecretsManagerClient.builder());
  }

  /** Creates or rotates a system's secret. */
  public static void put(String system, JsonNode secret) {
    String name = "palisade/tickets/" + system;
    SecretsManagerClient client = client();
    try {
      client.createSecret(b -> b.name(name).secretString(secret.toString()));
    } catch (ResourceExistsException e) {
      client.putSecretValue(b -> b.secretId(name).secretString(secret.toString()));
    }
  }
}
