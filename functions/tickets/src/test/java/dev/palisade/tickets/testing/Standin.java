package dev.palisade.tickets.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** One of the stand-ins of {@code infra/standins}, as a program of its own. */
public final class Standin implements AutoCloseable {

  private final Program program;
  private final HttpClient http = HttpClient.newHttpClient();

  private Standin(String name, Map<String, String> environment) {
    int port = Program.freePort();
    this.program =
        new Program(
            List.of(
                "python3",
                Program.ROOT.resolve("infra/standins/" + name + ".py").toString(),
                "--port",
                String.valueOf(port)),
            port,
            environment);
  }

  public static Standin of(String name) {
    return new Standin(name, Map.of());
  }

  public static Standin of(String name, Map<String, String> environment) {
    return new Standin(name, environment);
  }

  public String url() {
    return "http://127.0.0.1:" + program.port;
  }

  /** The secret that goes with a stand-in. */
  public ObjectNode secret(String name) {
    ObjectNode secret = Codec.plain().createObjectNode().put("baseUrl", url());
    switch (name) {
      case "jira" ->
          secret
              .put("user", "palisade@example.com")
              .put("token", "jira-token")
              .put("project", "SEC");
      case "github" -> secret.put("token", "github-token").put("project", "example/security");
      case "servicenow" ->
          secret
              .put("user", "palisade")
              .put("token", "servicenow-password")
              .put("project", "cloud-security");
      default -> throw new IllegalArgumentException(name);
    }
    return secret;
  }

  /** Lets the next calls of an operation go wrong. */
  public void fault(String on, String mode, int times, int retryAfter) {
    ObjectNode fault = Codec.plain().createObjectNode();
    fault.put("on", on).put("mode", mode).put("times", times).put("retryAfter", retryAfter);
    send(
        HttpRequest.newBuilder(URI.create(url() + "/_standin/faults"))
            .POST(HttpRequest.BodyPublishers.ofString(fault.toString())));
  }

  /** What is kept. */
  public List<JsonNode> tickets() {
    return list("tickets");
  }

  /** How often an operation was asked for. */
  public long asked(String operation) {
    return list("requests").stream()
        .filter(one -> one.path("operation").asText().equals(operation))
        .count();
  }

  private List<JsonNode> list(String what) {
    JsonNode read = send(HttpRequest.newBuilder(URI.create(url() + "/_standin/" + what)));
    return StreamSupport.stream(read.spliterator(), false).toList();
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
    program.close();
  }
}
