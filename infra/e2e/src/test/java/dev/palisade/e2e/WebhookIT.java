package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A receiver that verifies hears of every stage of a case from the function as deployed. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class WebhookIT {

  private static final String CONTROL = "S3.PublicAccess";
  private static final String NAME = "palisade/webhook";
  private static final String SECRET = secret("the secret of the stand-in here!");
  private static final String OLD = secret("the one that is rotated out soon");

  private final Clients clients;
  private final Hub hub;
  private final SecretsManagerClient secrets;
  private final Process receiver;
  private final String url;

  WebhookIT(LocalSystem system) throws IOException {
    this.clients = system.clients();
    this.hub = new Hub(system);
    this.secrets = clients.hub(SecretsManagerClient.builder());
    this.receiver =
        new ProcessBuilder(
                "python3",
                Path.of(System.getProperty("palisade.root"), "infra/standins/webhook.py")
                    .toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(receiver::destroy));
    this.url = "http://127.0.0.1:" + receiver.inputReader().readLine().substring("ready ".length());
  }

  private static String secret(String bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(bytes.getBytes());
  }

  @AfterAll
  void end() {
    secrets.deleteSecret(b -> b.secretId(NAME).forceDeleteWithoutRecovery(true));
    receiver.destroy();
  }

  @Test
  void everyStageArrivesSignedWhileTheSecretIsRotated() {
    Bucket bucket = Bucket.made(clients, "e2e-webhook");
    hub.quiet("data");
    secrets.createSecret(b ->
        b.name(NAME)
            .secretString(
                "{\"url\":\"%s/palisade\",\"secrets\":[\"%s\",\"%s\"]}"
                    .formatted(url, SECRET, OLD)));
    bucket.open(clients, AwsBasicCredentials.create(LocalSystem.OTHER, "test"));

    Case ended =
        Await.until(
            "the case to end",
            Await.PATIENCE,
            () -> hub.latest(CONTROL, bucket.arn()).filter(item -> !item.state().isOpen()));
    // A stage that is over before it is looked at is told of by the next one's write.
    JsonNode last =
        Await.until(
            "the last stage to arrive",
            Await.PATIENCE,
            () ->
                about(ended).stream()
                    .filter(one -> entry(one) == ended.trail().size())
                    .findFirst());

    AuditEntry stage = ended.trail().getLast();
    assertThat(last.at("/data/state").asText()).isEqualTo(stage.stage());
    assertThat(last.at("/data/hash").asText()).isEqualTo(stage.hash());
    assertThat(last.at("/data/resource").asText()).isEqualTo(bucket.arn());
    assertThat(list("refused")).as("what was signed wrongly").isEmpty();
  }

  private List<JsonNode> about(Case item) {
    return list("received").stream()
        .map(one -> one.path("body"))
        .filter(body -> body.at("/data/case").asText().equals(item.id()))
        .toList();
  }

  private static int entry(JsonNode body) {
    return body.at("/data/entry").asInt();
  }

  private List<JsonNode> list(String what) {
    try {
      return LocalSystem.read(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(URI.create(url + "/_standin/" + what)).build(),
                      BodyHandlers.ofString())
                  .body())
          .valueStream()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
