package dev.palisade.page.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Person.Via;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ID tokens name somebody, and which don't. */
class IdTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final String ISSUER = "https://id.example.com";
  private static final String CLIENT = "palisade-page";
  private static final String NONCE = "nonce-of-this-attempt";
  private static final RSAKey RSA = rsa("rsa");
  private static final RSAKey FOREIGN = rsa("rsa");
  private static final ECKey EC = ec();

  private final IdTokens tokens =
      new IdTokens(
          new ImmutableJWKSet<>(new JWKSet(List.of(RSA.toPublicJWK(), EC.toPublicJWK()))),
          ISSUER,
          CLIENT,
          () -> NOW);

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(CLIENT)
        .subject("u-alice")
        .issueTime(Date.from(NOW.minusSeconds(1)))
        .expirationTime(Date.from(NOW.plusSeconds(300)))
        .claim("nonce", NONCE)
        .claim("email", "Alice@Example.com")
        .claim("email_verified", true);
  }

  private static String signed(JWTClaimsSet claims) {
    return signed(claims, JWSAlgorithm.RS256, RSA.getKeyID(), signer(RSA));
  }

  private static String signed(
      JWTClaimsSet claims, JWSAlgorithm algorithm, String key, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aGoodTokenNamesThePersonInSmallLetters() {
    assertThat(tokens.person(signed(good().build()), NONCE))
        .isEqualTo(new Person("alice@example.com", Via.PAGE, "u-alice"));
  }

  @Test
  void tokensMayBeSignedWithEllipticCurvesToo() throws JOSEException {
    String token = signed(good().build(), JWSAlgorithm.ES256, EC.getKeyID(), new ECDSASigner(EC));
    assertThat(tokens.person(token, NONCE).id()).isEqualTo("alice@example.com");
  }

  @Test
  void clocksMayDifferALittle() {
    JWTClaimsSet late = good().expirationTime(Date.from(NOW.minusSeconds(30))).build();
    JWTClaimsSet early = good().issueTime(Date.from(NOW.plusSeconds(30))).build();
    assertThat(tokens.person(signed(late), NONCE)).isNotNull();
    assertThat(tokens.person(signed(early), NONCE)).isNotNull();
  }

  @Test
  void aTextSaysVerifiedAsWell() {
    assertThat(tokens.person(signed(good().claim("email_verified", "true").build()), NONCE))
        .isNotNull();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("another nonce", good().claim("nonce", "other"), "not to be trusted"),
        Arguments.of("no nonce", good().claim("nonce", null), "not to be trusted"),
        Arguments.of("another audience", good().audience("other"), "not to be trusted"),
        Arguments.of("no audience", good().audience((String) null), "not to be trusted"),
        Arguments.of(
            "for others too, without saying by whom",
            good().audience(List.of(CLIENT, "other")),
            "made for somebody else"),
        Arguments.of(
            "for others too, presented by another",
            good().audience(List.of(CLIENT, "other")).claim("azp", "other"),
            "made for somebody else"),
        Arguments.of("another issuer", good().issuer(ISSUER + "/"), "not to be trusted"),
        Arguments.of("no issuer", good().issuer(null), "not to be trusted"),
        Arguments.of(
            "expired", good().expirationTime(Date.from(NOW.minusSeconds(61))), "not to be trusted"),
        Arguments.of("without an end", good().expirationTime(null), "not to be trusted"),
        Arguments.of("without a beginning", good().issueTime(null), "not to be trusted"),
        Arguments.of(
            "from the future", good().issueTime(Date.from(NOW.plusSeconds(61))), "the future"),
        Arguments.of(
            "not valid yet", good().notBeforeTime(Date.from(NOW.plusSeconds(90))), "trusted"),
        Arguments.of("of nobody", good().subject(null), "not to be trusted"),
        Arguments.of(
            "of an unverified address", good().claim("email_verified", false), "not verified"),
        Arguments.of(
            "that says nothing of verified", good().claim("email_verified", null), "not verified"),
        Arguments.of("verified as 1", good().claim("email_verified", 1), "not verified"),
        Arguments.of("without an address", good().claim("email", null), "no e-mail address"),
        Arguments.of("with no address", good().claim("email", "alice"), "no e-mail address"),
        Arguments.of(
            "with two addresses", good().claim("email", "a@b.c,alice@example.com"), "no e-mail"),
        Arguments.of(
            "with a Kelvin sign", good().claim("email", "\u212Aim@example.com"), "no e-mail"),
        Arguments.of("with a blank", good().claim("email", "alice@example.com "), "no e-mail"),
        Arguments.of(
            "with a line break", good().claim("email", "alice\n@example.com"), "no e-mail"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void aTokenIsRefusedThatIs(String what, JWTClaimsSet.Builder claims, String why) {
    assertThatThrownBy(() -> tokens.person(signed(claims.build()), NONCE))
        .isInstanceOf(SignInException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aTokenIsRefusedThatNobodySigned() {
    assertRefused(new PlainJWT(good().build()).serialize());
  }

  @Test
  void aTokenIsRefusedThatAnotherKeySignedUnderOurs() {
    assertRefused(signed(good().build(), JWSAlgorithm.RS256, RSA.getKeyID(), signer(FOREIGN)));
  }

  @Test
  void aTokenIsRefusedThatIsSignedWithThePublicKeyAsASecret() throws Exception {
    byte[] known = RSA.toPublicJWK().toRSAPublicKey().getEncoded();
    assertRefused(signed(good().build(), JWSAlgorithm.HS256, RSA.getKeyID(), new MACSigner(known)));
  }

  @Test
  void aTokenIsRefusedOfAnAlgorithmThatWasNotAskedFor() {
    assertRefused(signed(good().build(), JWSAlgorithm.RS512, RSA.getKeyID(), signer(RSA)));
  }

  @Test
  void aTokenIsRefusedWhoseClaimsWereExchanged() {
    String[] one = signed(good().build()).split("\\.");
    String[] other = signed(good().claim("email", "ops-lead@example.com").build()).split("\\.");
    assertRefused(String.join(".", one[0], other[1], one[2]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30."})
  void aTokenIsRefusedThatIsNone(String text) {
    assertRefused(text);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> tokens.person(token, NONCE))
        .isInstanceOf(SignInException.class)
        .hasMessageContaining("not to be trusted");
  }

  @Test
  void aRegistrationKeepsSecretsOffTheOpenNetwork() {
    for (Map.Entry<String, Boolean> one :
        Map.of(
                "https://id.example.com", true,
                "http://localhost:8080", true,
                "http://127.0.0.1:8080", true,
                "http://id.example.com", false,
                "http://localhost.example.com", false,
                "ftp://localhost", false,
                "id.example.com", false)
            .entrySet()) {
      assertThat(Registration.isSafe(one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
    }
    assertThatThrownBy(() -> Registration.of("{\"issuer\": \"https://id.example.com\"}"))
        .hasMessageContaining("lacks");
    assertThatThrownBy(() -> Registration.of("{\"clientSecret\": \"s3cret"))
        .hasMessageNotContaining("s3cret");
  }
}
