package dev.palisade.page.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Has the provider exchange a code for an ID token.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.3">Access token
 *     request</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7636#section-4.5">PKCE</a>
 */
final class CodeExchange {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private CodeExchange() {}

  /**
   * The ID token of a code.
   *
   * @throws SignInException if the provider refuses or does not answer
   */
  static String idToken(
      Provider provider, Registration registration, String code, String verifier, String back) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", back);
    form.put("code_verifier", verifier);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(provider.token()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    if (provider.basic()) {
      String both = encoded(registration.clientId()) + ":" + encoded(registration.clientSecret());
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    } else {
      form.put("client_id", registration.clientId());
      form.put("client_secret", registration.clientSecret());
    }
    JsonNode answer =
        send(request.POST(HttpRequest.BodyPublishers.ofString(encoded(form))).build());
    String token = answer.path("id_token").asText("");
    if (token.isEmpty()) {
      throw new SignInException("the provider did not accept the sign-in: " + error(answer));
    }
    return token;
  }

  // A client of its own for each: connections don't outlive a function's sleep, and sign-ins are
  // rare.
  private static JsonNode send(HttpRequest request) {
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      return Codec.plain()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (JsonProcessingException e) {
      throw new SignInException("the identity provider's answer is no JSON");
    } catch (IOException e) {
      throw new SignInException("the identity provider does not answer; try again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignInException("the identity provider does not answer; try again", e);
    }
  }

  private static String error(JsonNode answer) {
    String error = answer.path("error").asText("");
    return error.matches("[a-z_]{1,40}") ? error : "no ID token";
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
