package dev.palisade.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** {@code infra/standins/webhook.py} as a program of its own. */
final class ReceiverStandin implements AutoCloseable {

  static final String SECRET =
      "whsec_" + Base64.getEncoder().encodeToString("the secret of the stand-in here!".getBytes());
  static final Path ROOT = Path.of(System.getProperty("palisade.root"));

  private final Process process;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  ReceiverStandin() {
    try {
      process =
          new ProcessBuilder("python3", ROOT.resolve("infra/standins/webhook.py").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      BufferedReader said = process.inputReader();
      String ready = String.valueOf(said.readLine());
      if (!ready.startsWith("ready ")) {
        throw new IllegalStateException("it says: " + ready);
      }
      url = "http://127.0.0.1:" + ready.substring("ready ".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secret of Secrets Manager that goes with it. */
  String secret(String... keys) {
    return Codec.plain()
        .createObjectNode()
        .put("url", url + "/palisade")
        .set("secrets", Codec.plain().valueToTree(List.of(keys)))
        .toString();
  }

  void fault(String mode, int times, int retryAfter) {
    String fault =
        "{\"on\":\"receive\",\"mode\":\"%s\",\"times\":%d,\"retryAfter\":%d}"
            .formatted(mode, times, retryAfter);
    send(
        HttpRequest.newBuilder(URI.create(url + "/_standin/faults"))
            .POST(BodyPublishers.ofString(fault)));
  }

  /** What it accepted: id, body, times. */
  List<JsonNode> received() {
    return list("received");
  }

  /** Why it refused. */
  List<String> refused() {
    return list("refused").stream().map(JsonNode::asText).toList();
  }

  private List<JsonNode> list(String what) {
    return send(HttpRequest.newBuilder(URI.create(url + "/_standin/" + what)))
        .valueStream()
        .toList();
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      return Codec.plain().readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
