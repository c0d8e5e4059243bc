package dev.palisade.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where messages go, and what signs them: the secret {@code palisade/webhook}, a JSON object {@code
 * {"url": "https://…", "secrets": ["whsec_…"]}}. While a secret is rotated there are two, and every
 * message carries a signature of each.
 *
 * @param url where to; HTTPS
 * @param keys what signs, one or two
 */
record Subscription(URI url, List<SigningKey> keys) {

  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

  Subscription {
    keys = List.copyOf(keys);
  }

  /**
   * Reads it.
   *
   * @param localhost whether plain HTTP to this very machine will do, as in tests
   * @throws DeliveryException saying what is wrong, and never what it read
   */
  static Subscription of(String secret, boolean localhost) {
    JsonNode json;
    try {
      json = Codec.plain().readTree(secret);
    } catch (JsonProcessingException e) {
      throw DeliveryException.forGood("the secret of the webhook is no JSON");
    }
    List<SigningKey> keys =
        json.path("secrets").valueStream().map(one -> SigningKey.of(one.asText())).toList();
    if (keys.isEmpty() || keys.size() > 2) {
      throw DeliveryException.forGood("the secret of the webhook needs one or two secrets");
    }
    return new Subscription(url(json.path("url").asText(), localhost), keys);
  }

  private static URI url(String text, boolean localhost) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      String host = url.getHost();
      boolean own = localhost && host != null && OWN.contains(host);
      if (host == null || url.getUserInfo() != null || url.getFragment() != null) {
        throw DeliveryException.forGood("the webhook's URL has no host, or more than it may");
      }
      if (!scheme.equals("https") && !(own && scheme.equals("http"))) {
        throw DeliveryException.forGood("the webhook's URL is not HTTPS");
      }
      return url;
    } catch (URISyntaxException e) {
      throw DeliveryException.forGood("the webhook's URL is none");
    }
  }
}
