package dev.palisade.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** Counts, at the local AWS's endpoint, the calls that Palisade's own roles make. */
final class CallCounter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;

  CallCounter(String endpoint) {
    this.uri = URI.create(endpoint + "/_palisade/calls");
  }

  /** Counts from zero. */
  void reset() {
    send(HttpRequest.newBuilder(uri).DELETE().build());
  }

  /**
   * Calls by operation since the last reset. The queue's own polling is not counted: Lambda does
   * it, not the function.
   */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode one : send(HttpRequest.newBuilder(uri).GET().build()).path("calls")) {
      String principal = one.path("principal").asText();
      if (principal.startsWith("palisade-")) {
        counts.merge(one.path("operation").asText(), one.path("count").asInt(), Integer::sum);
      }
    }
    return counts;
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw Failure.because("the local AWS does not say its counts: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because("interrupted");
    }
  }
}
