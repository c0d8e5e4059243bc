package dev.palisade.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long sessions last, whose forms are taken, and what every answer carries. */
class SessionTest {

  private final Rig rig = new Rig();
  private final Caller alice = rig.signedIn(Rig.ALICE);

  @Test
  void aSessionEndsHalfAnHourAfterTheLastRequest() {
    rig.now = rig.now.plus(Duration.ofMinutes(29));
    assertThat(alice.get("/me").getStatusCode()).isEqualTo(200);
    rig.now = rig.now.plus(Duration.ofMinutes(29));
    assertThat(alice.get("/me").getStatusCode()).isEqualTo(200);
    rig.now = rig.now.plus(Duration.ofMinutes(31));
    assertThat(alice.get("/me").getStatusCode()).isEqualTo(401);
    assertThat(rig.sessions.items).isEmpty();
  }

  @Test
  void aSessionEndsAfterEightHoursWhateverHappens() {
    for (int i = 0; i < 19; i++) {
      rig.now = rig.now.plus(Duration.ofMinutes(25));
      assertThat(alice.get("/me").getStatusCode()).isEqualTo(200);
    }
    rig.now = rig.now.plus(Duration.ofMinutes(6));
    assertThat(alice.get("/me").getStatusCode()).isEqualTo(401);
  }

  @Test
  void aSessionEndsByItsBrowsersSignOut() {
    String id = alice.cookies.get("__Host-palisade");
    APIGatewayV2HTTPResponse answer = alice.post("/sign-out", Map.of());
    assertThat(answer.getHeaders()).containsEntry("Location", "/signed-out");
    assertThat(alice.cookies).isEmpty();
    alice.cookies.put("__Host-palisade", id);
    assertThat(alice.get("/me").getStatusCode()).as("nor by its id").isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "SESSION#abc", "../../etc", "' OR 1=1"})
  void aMadeUpIdIsNobodys(String id) {
    Caller caller = rig.stranger();
    caller.cookies.put("__Host-palisade", id);
    assertThat(caller.get("/me").getStatusCode()).isEqualTo(401);
  }

  static Stream<Map<String, String>> foreign() {
    return Stream.of(
        Map.of("origin", "https://evil.example", "sec-fetch-site", "cross-site"),
        Map.of("origin", "https://evil.example"),
        Map.of("origin", "null"),
        Map.of("origin", Rig.ADDRESS, "sec-fetch-site", "cross-site"),
        Map.of("origin", Rig.ADDRESS, "sec-fetch-site", "same-site"),
        Map.of("origin", "http://" + Rig.HOST),
        Map.of("sec-fetch-site", "none"),
        Map.of());
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aFormFromElsewhereDoesNothing(Map<String, String> headers) {
    String token = alice.csrf();
    rig.waiting("c-abcdefghij");
    int writes = rig.table.writes;
    alice.headers.clear();
    alice.headers.putAll(headers);
    APIGatewayV2HTTPResponse answer =
        alice.postAsIs("/cases/c-abcdefghij/decision", decision(token));
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(rig.table.writes).isEqualTo(writes);
  }

  @ParameterizedTest
  @CsvSource({"''", "wrong", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aFormWithoutTheSessionsTokenDoesNothing(String token) {
    rig.waiting("c-abcdefghij");
    int writes = rig.table.writes;
    assertThat(alice.postAsIs("/cases/c-abcdefghij/decision", decision(token)).getStatusCode())
        .isEqualTo(403);
    assertThat(rig.table.writes).isEqualTo(writes);
  }

  @Test
  void anotherSessionsTokenIsNotOnes() {
    rig.waiting("c-abcdefghij");
    String other = rig.signedIn(Rig.ALICE).csrf();
    assertThat(alice.postAsIs("/cases/c-abcdefghij/decision", decision(other)).getStatusCode())
        .isEqualTo(403);
  }

  private Map<String, String> decision(String token) {
    Map<String, String> form = new HashMap<>();
    form.put("csrf", token);
    form.put("plan", rig.planned("c-abcdefghij", json -> {}).proposal().hash());
    form.put("reason", "looks right");
    form.put("answer", "approve");
    return form;
  }

  @Test
  void whoeverIsNotSignedInDoesNothing() {
    rig.waiting("c-abcdefghij");
    int writes = rig.table.writes;
    Caller stranger = rig.stranger();
    for (String path :
        new String[] {
          "/cases/c-abcdefghij/decision",
          "/cases/c-abcdefghij/undo",
          "/exemptions",
          "/freeze",
          "/unfreeze",
          "/fix",
          "/undo"
        }) {
      assertThat(stranger.postAsIs(path, decision("x")).getStatusCode()).isEqualTo(401);
    }
    for (String path : new String[] {"/cases", "/cases/c-abcdefghij", "/exemptions", "/me"}) {
      APIGatewayV2HTTPResponse answer = stranger.get(path);
      assertThat(answer.getStatusCode()).isEqualTo(401);
      assertThat(answer.getBody()).doesNotContain("churn");
    }
    assertThat(rig.table.writes).isEqualTo(writes);
    assertThat(rig.events).isEmpty();
  }

  @Test
  void aGetChangesNothing() {
    rig.waiting("c-abcdefghij");
    int writes = rig.table.writes;
    for (String path :
        new String[] {
          "/cases/c-abcdefghij/decision?answer=approve", "/unfreeze", "/sign-out", "/undo"
        }) {
      alice.get(path);
    }
    assertThat(rig.table.writes).isEqualTo(writes);
    assertThat(alice.get("/me").getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/",
    "GET,/cases",
    "GET,/cases/c-abcdefghij",
    "GET,/cases/c-zzzzzzzzzz",
    "GET,/nowhere",
    "GET,/exemptions",
    "GET,/freeze",
    "GET,/fix",
    "GET,/undo",
    "GET,/me",
    "GET,/signed-out",
    "GET,/signed-in",
    "GET,/style.css",
    "GET,/icon.svg",
    "POST,/freeze",
    "PUT,/cases",
    "OPTIONS,/cases",
    "HEAD,/cases",
    "GET,/cases?text=%zz"
  })
  void everyAnswerIsProtected(String method, String address) {
    rig.waiting("c-abcdefghij");
    for (Caller caller : new Caller[] {alice, rig.stranger()}) {
      String[] parts = address.split("\\?", 2);
      Map<String, String> headers =
          caller.call(method, parts[0], parts.length > 1 ? parts[1] : "", null).getHeaders();
      assertThat(headers.get("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
          .contains("base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(headers)
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("Referrer-Policy", "same-origin")
          .containsEntry("X-Frame-Options", "DENY")
          .hasEntrySatisfying(
              "Strict-Transport-Security", value -> assertThat(value).contains("max-age=63072000"));
      assertThat(headers.get("Cache-Control"))
          .isEqualTo(
              address.matches("/[a-z]+\\.(css|js|svg)") ? "public, max-age=600" : "no-store");
    }
  }

  @Test
  void whatIsBrokenIsSaidWithoutWhatBroke() {
    rig.sessions.items.replaceAll((key, item) ->
        Map.of(
            "pk",
            item.get("pk"),
            "doc",
            software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS("no json")));
    APIGatewayV2HTTPResponse answer = alice.get("/cases");
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getBody()).contains("Out of order").doesNotContain("json", "Exception");
    assertThat(answer.getHeaders()).containsKey("Content-Security-Policy");
  }

  @Test
  void theSnapshotIsTakenWithoutSecretsAndCalls() throws Exception {
    rig.sessions.items.clear();
    int writes = rig.sessions.writes;
    rig.registration = null;
    rig.handler.priming().beforeCheckpoint(null);
    assertThat(rig.sessions.writes).isEqualTo(writes);
    assertThat(rig.events).isEmpty();
  }

  @Test
  void whatIsTooLongOrNoFormIsNotRead() {
    Map<String, String> form = decision(alice.csrf());
    form.put("reason", "x".repeat(70_000));
    assertThat(alice.postAsIs("/freeze", form).getStatusCode()).isEqualTo(400);
  }
}
