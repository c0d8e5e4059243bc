package dev.palisade.cli.surface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP to what runs on this machine; what does not answer is a failure to tell. */
final class Web {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private Web() {}

  static HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw Failure.because(request.uri() + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because("interrupted");
    }
  }

  static JsonNode get(String address) {
    return json(send(to(address).build()));
  }

  static JsonNode post(String address, JsonNode body) {
    return json(
        send(
            to(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw Failure.because(
          "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw Failure.because(answer.uri() + " did not answer with JSON");
    }
  }
}
