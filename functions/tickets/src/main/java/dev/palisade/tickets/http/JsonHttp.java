package dev.palisade.tickets.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.palisade.core.plan.Codec;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.text.Clean;
import dev.palisade.tickets.text.Masking;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends JSON to a product and tells its faults apart, in this one place: what was not done, what
 * may have been done, and what will never be. Redirects are not followed, since the credentials
 * would go with them.
 */
public final class JsonHttp {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long LONGEST_ANSWER = 4_000_000;
  private static final int LONGEST_REASON = 400;

  private final HttpClient client;
  private final Duration patience;

  /**
   * A sender.
   *
   * @param patience how long an answer is waited for, its body included
   */
  public JsonHttp(Duration patience) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    this.patience = patience;
  }

  /**
   * An answer.
   *
   * @param body its JSON, missing where it has none
   * @param next the address of the next page by the header {@code Link}, or empty
   */
  public record Answer(JsonNode body, String next) {}

  /**
   * Asks, and gives the answer of a success.
   *
   * @param what what is done, in words for people
   * @param method HTTP's; all but {@code GET} may change something
   * @param body what is sent, null for nothing
   * @throws TicketException for every other answer, and for none
   */
  public Answer send(
      String what, String method, URI uri, Map<String, String> headers, @Nullable JsonNode body) {
    boolean changes = !method.equals("GET");
    return send(what, changes, method, uri, headers, body);
  }

  /** The same for a search, which changes nothing although its method is {@code POST}. */
  public Answer search(String what, URI uri, Map<String, String> headers, @Nullable JsonNode body) {
    return send(what, false, "POST", uri, headers, body);
  }

  private Answer send(
      String what,
      boolean changes,
      String method,
      URI uri,
      Map<String, String> headers,
      @Nullable JsonNode body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
    headers.forEach(request::setHeader);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> response = ask(what, changes, request.build());
    if (response.statusCode() / 100 == 2) {
      return new Answer(json(what, changes, response.body()), Links.next(response.headers()));
    }
    throw Faults.of(what, changes, response.statusCode(), response.headers(), reason(response));
  }

  private HttpResponse<String> ask(String what, boolean changes, HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unanswered(what, changes, "no answer within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unanswered(what, changes, "interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean sent = !(cause instanceof ConnectException);
      boolean connected = !(cause instanceof HttpConnectTimeoutException);
      String why = cause instanceof IOException ? cause.getClass().getSimpleName() : "no answer";
      throw unanswered(what, changes && sent && connected, why, e);
    }
  }

  private static TicketException unanswered(
      String what, boolean changes, String why, Throwable cause) {
    return new TicketException(
        changes ? Kind.UNANSWERED : Kind.LATER, what + ": " + why, null, cause);
  }

  private static JsonNode json(String what, boolean changes, String body) {
    if (body.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return Codec.plain().readTree(body);
    } catch (JsonProcessingException e) {
      // A proxy's page, say: the system may have done it or not.
      throw unanswered(what, changes, "the answer is no JSON", e);
    }
  }

  /** The product's own words, as far as it has any. */
  private static String reason(HttpResponse<String> response) {
    String text = response.body();
    try {
      JsonNode body = Codec.plain().readTree(text);
      List<String> words =
          Stream.of(
                  body.at("/message"),
                  body.at("/error/message"),
                  body.at("/error/detail"),
                  body.path("errorMessages"),
                  body.path("errors"))
              .filter(node -> !node.isMissingNode() && !node.isEmpty() || node.isTextual())
              .map(node -> node.isTextual() ? node.asText() : node.toString())
              .filter(word -> !word.isBlank() && !word.equals("[]") && !word.equals("{}"))
              .toList();
      text = String.join(" ", words);
    } catch (JsonProcessingException e) {
      text = "";
    }
    return Clean.cut(Masking.text(Clean.line(text)), LONGEST_REASON);
  }
}
