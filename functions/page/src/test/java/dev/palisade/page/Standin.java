package dev.palisade.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.page.signin.Registration;
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
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code infra/standins/oidc.py} as a program of its own. */
final class Standin implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  final String issuer;

  Standin() {
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  Path.of(System.getProperty("palisade.root"), "infra/standins/oidc.py").toString(),
                  "--port",
                  "0")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String ready = output.readLine();
      if (ready == null || !ready.startsWith("ready ")) {
        throw new IllegalStateException("the stand-in does not start: " + ready);
      }
      issuer = "http://localhost:" + ready.substring("ready ".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A registration there of a page at an address. */
  Registration register(String address) {
    order("redirect", "{\"uri\": \"%s/signed-in\"}".formatted(address));
    return new Registration(issuer, "palisade-page", "standin-client-secret", address);
  }

  /** What is wrong with the next ID token. */
  void next(String wrong) {
    order("next", wrong);
  }

  private void order(String what, String json) {
    if (send("/_standin/" + what, "application/json", json).statusCode() != 200) {
      throw new IllegalStateException("the stand-in does not take " + json);
    }
  }

  /** Somebody signs in; the address that the browser is sent back to. */
  String signIn(String authorize, String person) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String part : URI.create(authorize).getRawQuery().split("&")) {
      String[] both = part.split("=", 2);
      form.put(both[0], java.net.URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    form.put("person", person);
    HttpResponse<String> answer =
        send("/authorize", "application/x-www-form-urlencoded", Caller.encoded(form));
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new IllegalStateException("refused: " + answer.body()));
  }

  /** How the last request for a token ended. */
  String ended() {
    try {
      JsonNode seen =
          JSON.readTree(
              http.send(
                      HttpRequest.newBuilder(URI.create(issuer + "/_standin/seen")).build(),
                      BodyHandlers.ofString())
                  .body());
      return seen.path(seen.size() - 1).path("ended").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String path, String type, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(issuer + path))
              .header("Content-Type", type)
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    http.close();
  }
}
