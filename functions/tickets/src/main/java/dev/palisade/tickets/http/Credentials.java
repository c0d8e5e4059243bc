package dev.palisade.tickets.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * How a system is reached, from its secret: {@code {"baseUrl", "project", "user", "token"}} and
 * what the system alone needs.
 *
 * @param baseUrl address without a path's end, {@code https} but for this very host
 * @param json the whole secret
 */
public record Credentials(String baseUrl, JsonNode json) {

  private static final Set<String> THIS_HOST = Set.of("127.0.0.1", "localhost");

  /**
   * Reads a secret's JSON.
   *
   * @throws TicketException if it lacks something; nothing of it is in the message
   */
  public static Credentials of(JsonNode secret) {
    String address = secret.path("baseUrl").asText("").replaceAll("/+$", "");
    if (!isSafe(address)) {
      throw new TicketException(Kind.REFUSED, "the secret's baseUrl is no https address");
    }
    if (secret.path("token").asText("").isEmpty()) {
      throw new TicketException(Kind.REFUSED, "the secret has no token");
    }
    return new Credentials(address, secret);
  }

  private static boolean isSafe(String address) {
    try {
      URI uri = URI.create(address);
      String host = uri.getHost();
      return host != null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme())
              || "http".equals(uri.getScheme()) && THIS_HOST.contains(host));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A member of the secret, or empty. */
  public String get(String member) {
    return json.path(member).asText("");
  }

  /** A member of the secret, or what stands in for it. */
  public String get(String member, String otherwise) {
    String value = get(member);
    return value.isEmpty() ? otherwise : value;
  }

  /** The value of the header {@code Authorization} for a user with a token as password. */
  public String basic() {
    String both = get("user") + ":" + get("token");
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "credentials for " + baseUrl;
  }
}
