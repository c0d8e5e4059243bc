package dev.palisade.page.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;

/**
 * The identity provider, as its discovery document describes it.
 *
 * @param issuer who it is
 * @param authorization where people sign in
 * @param token where a code becomes tokens
 * @param basic whether the page proves itself there by a header, the standard's first choice
 * @param keys what its ID tokens are signed with; fetched when needed, and again when it has new
 *     ones
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
record Provider(
    String issuer,
    String authorization,
    String token,
    boolean basic,
    JWKSource<SecurityContext> keys) {

  private static final int PATIENCE_MS = 4_000;
  private static final int LONGEST = 200_000;

  /**
   * Asks a provider for its description.
   *
   * @throws SignInException if it does not answer, or describes another
   */
  static Provider discover(String issuer) {
    String address = issuer.replaceAll("/$", "") + "/.well-known/openid-configuration";
    try {
      JsonNode said =
          Codec.plain().readTree(retriever().retrieveResource(url(address)).getContent());
      if (!said.path("issuer").asText("").equals(issuer)) {
        throw new SignInException("the identity provider says that it is another");
      }
      JsonNode methods = said.path("token_endpoint_auth_methods_supported");
      return new Provider(
          issuer,
          endpoint(said, "authorization_endpoint"),
          endpoint(said, "token_endpoint"),
          methods.isMissingNode() || methods.toString().contains("\"client_secret_basic\""),
          JWKSourceBuilder.<SecurityContext>create(url(endpoint(said, "jwks_uri")), retriever())
              // Between two requests a function's threads stand still.
              .refreshAheadCache(false)
              .build());
    } catch (JsonProcessingException e) {
      throw new SignInException("the identity provider's description is no JSON", e);
    } catch (IOException e) {
      throw new SignInException("the identity provider does not answer; try again", e);
    }
  }

  private static DefaultResourceRetriever retriever() {
    return new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, LONGEST);
  }

  private static String endpoint(JsonNode said, String name) {
    String address = said.path(name).asText("");
    if (!Registration.isSafe(address)) {
      throw new SignInException("the identity provider's %s is not https".formatted(name));
    }
    return address;
  }

  private static URL url(String address) throws MalformedURLException {
    return URI.create(address).toURL();
  }
}
