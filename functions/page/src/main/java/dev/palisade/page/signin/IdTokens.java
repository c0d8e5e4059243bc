package dev.palisade.page.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Person.Via;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Set;

/**
 * Reads who somebody is from the provider's ID token, once all of it is proven: its signature by a
 * key of the provider's, for whom it was made, by whom, until when, and that it answers this very
 * attempt.
 *
 * @param keys the provider's keys
 * @param issuer the provider
 * @param clientId the page
 * @param clock says when a token is over
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">ID token
 *     validation</a>
 */
record IdTokens(
    JWKSource<SecurityContext> keys, String issuer, String clientId, InstantSource clock) {

  /** Clocks differ a little. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /**
   * The person an ID token names.
   *
   * @param nonce what this attempt sent
   * @throws SignInException saying what is wrong with it
   */
  Person person(String token, String nonce) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(new Claims(issuer, clientId, nonce, clock));
    try {
      return person(processor.process(token, null));
    } catch (ParseException | BadJOSEException e) {
      throw new SignInException(
          "the provider's ID token is not to be trusted: " + e.getMessage(), e);
    } catch (JOSEException e) {
      throw new SignInException("the provider's keys can't be had; try again", e);
    }
  }

  private Person person(JWTClaimsSet claims) throws ParseException {
    if (claims.getAudience().size() > 1 && !clientId.equals(claims.getStringClaim("azp"))) {
      throw new SignInException("the provider's ID token was made for somebody else");
    }
    if (claims.getIssueTime().toInstant().isAfter(clock.instant().plus(SKEW))) {
      throw new SignInException("the provider's ID token is from the future");
    }
    // Cognito and some others send the claim as a text.
    if (!"true".equals(String.valueOf(claims.getClaim("email_verified")))) {
      throw new SignInException("the provider has not verified your e-mail address");
    }
    String email = claims.getStringClaim("email");
    return new Person(id(email == null ? "" : email), Via.PAGE, claims.getSubject());
  }

  /**
   * The address as policy names people. Only ASCII: in small letters, another letter could become
   * one of somebody else's address (the Kelvin sign becomes a k).
   */
  private static String id(String email) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(email)
        || !email.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")) {
      throw new SignInException("the provider names no e-mail address that can be used here");
    }
    return email.toLowerCase(Locale.ROOT);
  }

  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final transient InstantSource time;

    Claims(String issuer, String clientId, String nonce, InstantSource clock) {
      super(
          clientId,
          new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
          Set.of("sub", "exp", "iat"));
      setMaxClockSkew((int) SKEW.toSeconds());
      this.time = clock;
    }

    @Override
    protected Date currentTime() {
      return Date.from(time.instant());
    }
  }
}
