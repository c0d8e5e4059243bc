package dev.palisade.page.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.net.URI;
import java.util.List;

/**
 * What the page is at the identity provider, from the secret {@code palisade/page}.
 *
 * @param issuer the provider's issuer, without a slash at its end unless it has one itself
 * @param clientId the page's id there
 * @param clientSecret the page's secret there
 * @param address where people open the page, without a path; empty for the function URL itself
 */
public record Registration(String issuer, String clientId, String clientSecret, String address) {

  private static final List<String> OWN_HOSTS = List.of("localhost", "127.0.0.1", "[::1]");

  /** Checks that nothing of it goes over the network in the clear. */
  public Registration {
    if (issuer.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty()) {
      throw new IllegalStateException(
          "the secret lacks issuer, clientId or clientSecret; docs/page.md says what it holds");
    }
    mustBeSafe(issuer);
    if (!address.isEmpty()) {
      mustBeSafe(address);
    }
  }

  /** The registration in a secret's text. The text is in no message. */
  static Registration of(String json) {
    try {
      JsonNode secret = Codec.plain().readTree(json);
      return new Registration(
          secret.path("issuer").asText(""),
          secret.path("clientId").asText(""),
          secret.path("clientSecret").asText(""),
          secret.path("address").asText("").replaceAll("/+$", ""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the secret is no JSON");
    }
  }

  /** Whether an address is https, or this very machine's. */
  static boolean isSafe(String address) {
    try {
      URI uri = URI.create(address);
      return "https".equals(uri.getScheme()) && uri.getHost() != null
          || "http".equals(uri.getScheme()) && uri.getHost() != null && isOwn(uri.getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isOwn(String host) {
    return OWN_HOSTS.contains(host) || host.endsWith(".localhost");
  }

  private static void mustBeSafe(String address) {
    if (!isSafe(address)) {
      throw new IllegalStateException("the secret names an address that is not https: " + address);
    }
  }

  /** Where the page is opened, given the host name that AWS says it was asked under. */
  public String at(String host) {
    return address.isEmpty() ? "https://" + host : address;
  }
}
