package dev.palisade.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in against the stand-in of a provider, and everything that must not sign anybody in. */
class SignInTest {

  private static final String COOKIE = "__Host-palisade";
  private static Standin provider;

  private final Rig rig = new Rig();
  private final Caller caller = rig.stranger();

  @BeforeAll
  static void start() {
    provider = new Standin();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @BeforeEach
  void register() {
    var own = provider.register(Rig.ADDRESS);
    rig.registration =
        new dev.palisade.page.signin.Registration(
            own.issuer(), own.clientId(), own.clientSecret(), "");
  }

  private String begin(String query) {
    return caller.get("/sign-in" + query).getHeaders().get("Location");
  }

  /** What the browser asks for when it comes back. */
  private static String back(String location) {
    URI uri = URI.create(location);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private void assertNotSignedIn(APIGatewayV2HTTPResponse answer) {
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("That did not work");
    assertThat(caller.cookies).doesNotContainKey(COOKIE);
    assertThat(rig.sessions.items.keySet()).noneMatch(key -> key.startsWith("SESSION#"));
  }

  @Test
  void somebodyOnTheWayToACaseArrivesThere() {
    rig.waiting("c-abcdefghij");
    APIGatewayV2HTTPResponse first = caller.get("/cases/c-abcdefghij");
    assertThat(first.getStatusCode()).isEqualTo(401);
    assertThat(first.getBody()).contains("/sign-in?to=%2Fcases%2Fc-abcdefghij");

    String back = provider.signIn(begin("?to=%2Fcases%2Fc-abcdefghij"), "u-alice");
    APIGatewayV2HTTPResponse answer = caller.get(back(back));

    assertThat(answer.getStatusCode()).isEqualTo(303);
    assertThat(answer.getHeaders()).containsEntry("Location", "/cases/c-abcdefghij");
    assertThat(answer.getCookies())
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith(COOKIE + "=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain"));
    assertThat(caller.get("/me").getBody()).contains("alice@example.com", "u-alice", "approver");
  }

  @Test
  void theTableHoldsNothingThatABrowserHolds() {
    caller.get(back(provider.signIn(begin(""), "u-alice")));
    assertThat(rig.sessions.items.toString())
        .contains("alice@example.com")
        .doesNotContain(caller.cookies.get(COOKIE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%0d%0aSet-Cookie:x",
        "javascript:alert(1)"
      })
  void nobodyIsLedElsewhere(String to) {
    String encoded = java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8);
    caller.get(back(provider.signIn(begin("?to=" + encoded), "u-alice")));
    String landed =
        caller
            .get(back(provider.signIn(begin("?to=" + encoded), "u-alice")))
            .getHeaders()
            .get("Location");
    assertThat(landed).isEqualTo("/cases");
  }

  @Test
  void aStateIsGoodOnce() {
    String back = back(provider.signIn(begin(""), "u-alice"));
    assertThat(caller.get(back).getStatusCode()).isEqualTo(303);
    rig.sessions.items.clear();
    caller.cookies.remove(COOKIE);
    assertNotSignedIn(caller.get(back));
  }

  @Test
  void aCodeIsGoodOnceUnderAnotherStateToo() {
    String used = back(provider.signIn(begin(""), "u-alice"));
    caller.get(used);
    rig.sessions.items.clear();
    caller.cookies.remove(COOKIE);
    String other = back(provider.signIn(begin(""), "u-alice"));
    String code = used.replaceAll(".*[?&](code=[^&]*).*", "$1");
    assertNotSignedIn(caller.get(other.replaceAll("code=[^&]*", code)));
    assertThat(provider.ended()).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeOfAnotherAttemptDoesNotFitTheVerifier() {
    String mine = back(provider.signIn(begin(""), "u-alice"));
    String stolen = back(provider.signIn(begin(""), "u-ops"));
    String code = stolen.replaceAll(".*[?&](code=[^&]*).*", "$1");
    assertNotSignedIn(caller.get(mine.replaceAll("code=[^&]*", code)));
    assertThat(provider.ended()).isEqualTo("invalid_grant");
  }

  @Test
  void anotherBrowserCannotComeBackInOnesPlace() {
    String back = back(provider.signIn(begin(""), "u-alice"));
    caller.cookies.clear();
    assertNotSignedIn(caller.get(back));
    assertThat(rig.sessions.items).as("and nobody after it").isEmpty();
  }

  @Test
  void anAttemptIsOverAfterTenMinutes() {
    String back = back(provider.signIn(begin(""), "u-alice"));
    rig.now = rig.now.plus(Duration.ofMinutes(11));
    assertNotSignedIn(caller.get(back));
  }

  @Test
  void nobodyComesBackWhoDidNotGo() {
    assertNotSignedIn(caller.get("/signed-in"));
    assertNotSignedIn(caller.get("/signed-in?code=x&state=" + "s".repeat(43)));
    begin("");
    assertNotSignedIn(caller.get("/signed-in?code=x&state=" + "s".repeat(43)));
  }

  @Test
  void anotherProvidersAnswerIsRefused() {
    String back = back(provider.signIn(begin(""), "u-alice"));
    assertNotSignedIn(caller.get(back.replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example")));
  }

  @Test
  void whoIsNotSignedInThereIsNotSignedInHere() {
    assertNotSignedIn(caller.get(back(provider.signIn(begin(""), "cancel"))));
  }

  @Test
  void whoseAddressIsNotVerifiedIsNobody() {
    APIGatewayV2HTTPResponse answer = caller.get(back(provider.signIn(begin(""), "u-guest")));
    assertNotSignedIn(answer);
    assertThat(answer.getBody()).contains("has not verified your e-mail address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "another nonce    | {'claims': {'nonce': 'other'}}",
        "another audience | {'claims': {'aud': 'other'}}",
        "another issuer   | {'claims': {'iss': 'https://evil.example'}}",
        "expired          | {'claims': {'exp': 1}}",
        "alg none         | {'alg': 'none'}",
        "alg HS256        | {'alg': 'HS256'}",
        "foreign key      | {'foreign': true}",
        "unverified       | {'claims': {'email_verified': false}}",
      })
  void aWrongTokenSignsNobodyIn(String what, String wrong) {
    String back = back(provider.signIn(begin(""), "u-alice"));
    provider.next(wrong.replace('\'', '"'));
    assertNotSignedIn(caller.get(back));
  }

  @Test
  void aProviderMayChangeItsKeys() {
    caller.get(back(provider.signIn(begin(""), "u-alice")));
    String back = back(provider.signIn(begin(""), "u-alice"));
    provider.next("{\"rotate\": true}");
    assertThat(caller.get(back).getStatusCode()).isEqualTo(303);
  }

  @Test
  void aWrongSecretIsSaidAndSignsNobodyIn() {
    String back = back(provider.signIn(begin(""), "u-alice"));
    rig.registration =
        new dev.palisade.page.signin.Registration(
            provider.issuer, "palisade-page", "rotated-meanwhile", "");
    APIGatewayV2HTTPResponse answer = caller.get(back);
    assertNotSignedIn(answer);
    assertThat(answer.getBody()).contains("invalid_client").doesNotContain("rotated-meanwhile");
  }

  @Test
  void aSessionIsNewForWhoeverSignsIn() {
    String planted = rig.book.begin(Rig.CAROL);
    caller.cookies.put(COOKIE, planted);
    caller.get(back(provider.signIn(begin(""), "u-alice")));
    assertThat(caller.cookies.get(COOKIE)).isNotEqualTo(planted);
    assertThat(rig.book.find(planted)).as("the one from before is over").isEmpty();
    assertThat(caller.get("/me").getBody()).contains("u-alice");
  }

  @Test
  void aProviderThatDoesNotAnswerIsSaidInWords() {
    rig.registration =
        new dev.palisade.page.signin.Registration("http://localhost:1", "palisade-page", "s", "");
    APIGatewayV2HTTPResponse answer = caller.get("/sign-in");
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("does not answer");
  }
}
