package dev.palisade.chatops.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** {@code infra/standins/slack.py} as a program of its own. */
final class SlackStandin implements AutoCloseable {

  static final String SECRET = "standin-signing-secret";
  static final String CHANNEL = "C0PALISADE";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  final String address;

  SlackStandin() {
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  Path.of(System.getProperty("palisade.root"), "infra/standins/slack.py")
                      .toString(),
                  "--port",
                  "0",
                  "--quiet")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String ready = output.readLine();
      if (ready == null || !ready.startsWith("ready ")) {
        throw new IllegalStateException("the stand-in does not start: " + ready);
      }
      address = "http://127.0.0.1:" + ready.substring("ready ".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> messages() {
    return list("messages");
  }

  List<JsonNode> whispers() {
    return list("whispers");
  }

  List<JsonNode> views() {
    return list("views");
  }

  long calls(String method) {
    return list("calls").stream()
        .filter(call -> call.get("method").asText().equals(method))
        .count();
  }

  private List<JsonNode> list(String what) {
    JsonNode answer = send(HttpRequest.newBuilder(URI.create(address + "/_standin/" + what)));
    return StreamSupport.stream(answer.spliterator(), false).toList();
  }

  JsonNode ask(String what, Map<String, ?> body) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(address + "/_standin/" + what))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
  }
}
