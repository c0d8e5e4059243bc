package dev.palisade.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts, at the local AWS's endpoint, the calls of Palisade's functions. The queues' own polling
 * is not among them: Lambda does it, outside of any invocation.
 */
final class CallCounter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OURS = "palisade-";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI calls;
  private final URI invocations;

  CallCounter(String endpoint) {
    this.calls = URI.create(endpoint + "/_palisade/calls");
    this.invocations = URI.create(endpoint + "/_palisade/invocations");
  }

  /** Counts from zero. */
  void reset() {
    send(HttpRequest.newBuilder(calls).DELETE().build());
  }

  /** The invocations since the last reset, oldest first. */
  List<Invocation> invocations() {
    return send(HttpRequest.newBuilder(invocations).GET().build())
        .path("invocations")
        .valueStream()
        .map(CallCounter::invocation)
        .filter(one -> !one.domain().isEmpty())
        .toList();
  }

  // Both roles of a function, in the hub and in the governed account, end with its domain's name.
  private static Invocation invocation(JsonNode json) {
    Map<String, Integer> operations = new TreeMap<>();
    String domain = "";
    for (JsonNode one : json.path("calls")) {
      String principal = one.path("principal").asText();
      if (principal.startsWith(OURS)) {
        operations.merge(one.path("operation").asText(), one.path("count").asInt(), Integer::sum);
        domain = principal.substring(principal.lastIndexOf('-') + 1);
      }
    }
    return new Invocation(
        domain,
        OffsetDateTime.parse(json.path("first").asText()).toInstant(),
        OffsetDateTime.parse(json.path("last").asText()).toInstant(),
        operations);
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
