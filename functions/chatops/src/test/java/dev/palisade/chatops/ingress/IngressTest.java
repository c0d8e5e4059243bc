package dev.palisade.chatops.ingress;

import static dev.palisade.chatops.ingress.Signed.NOW;
import static dev.palisade.chatops.ingress.Signed.SECRET;
import static dev.palisade.chatops.ingress.Signed.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.palisade.chatops.refusals.Refusal;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.chatops.request.SlackRequest.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IngressTest {

  private final List<SlackRequest> queue = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private List<String> secrets = List.of(SECRET);
  private final Ingress ingress =
      new Ingress(
          () -> secrets,
          new Workspaces(Set.of(TEAM, "E0GRID")),
          (signature, now) -> seen.add(signature.hex()),
          queue::add,
          () -> NOW);

  private static Signed pressed() {
    return Signed.now(Signed.button(TEAM, TEAM, "palisade.approve", "c-abcdefghij 1234"));
  }

  @Test
  void aPressedButtonIsHandedOnWithoutTheMessageAroundIt() {
    assertThat(take(pressed()).status()).isEqualTo(200);

    assertThat(queue)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.kind()).isEqualTo(Kind.BUTTON);
          assertThat(request.name()).isEqualTo("palisade.approve");
          assertThat(request.value()).isEqualTo("c-abcdefghij 1234");
          assertThat(request.user()).isEqualTo("U0ALICE");
          assertThat(request.message()).isEqualTo("1.1");
          assertThat(request.id()).hasSize(64);
        });
  }

  @Test
  void aCommandIsAnsweredAtOnceForTheUserOnly() {
    Answer answer = take(Signed.now(Signed.command("cases")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"response_type\":\"ephemeral\"");
    assertThat(queue).singleElement().extracting(SlackRequest::value).isEqualTo("cases");
  }

  @Test
  void aFormIsHandedOnWithItsFields() {
    Signed form =
        Signed.now(
            Signed.payload(
                """
                {"type":"view_submission","team":{"id":"T0PALISADE"},
                 "user":{"id":"U0ALICE","team_id":"T0PALISADE"},"trigger_id":"1.2.3",
                 "view":{"callback_id":"palisade.exempt","private_metadata":"c-1 h",
                  "state":{"values":{"a":{"lasts":{"type":"static_select",
                    "selected_option":{"text":{"type":"plain_text","text":"7 days"},"value":"P7D"}}},
                   "b":{"reason":{"type":"plain_text_input","value":"because & so"}}}}}}
                """));

    assertThat(take(form).body()).isEmpty();
    assertThat(queue)
        .singleElement()
        .extracting(SlackRequest::fields)
        .isEqualTo(Map.of("lasts", "P7D", "reason", "because & so"));
  }

  @Test
  void theAddressIsConfirmedToSlackOnlyWhereItIsSigned() {
    String body = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aB\",\"token\":\"x\"}";

    assertThat(take(Signed.now(body)).body()).isEqualTo("{\"challenge\":\"3eZbrw1aB\"}");
    assertThat(take(Signed.by("another", NOW, body)).refusal()).isEqualTo(Refusal.FORGED);
  }

  @Test
  void bothSecretsSignDuringARotationAndOnlyThose() {
    secrets = List.of("new", SECRET);
    assertThat(take(pressed()).status()).isEqualTo(200);
    assertThat(take(Signed.by("new", NOW, Signed.command("help"))).status()).isEqualTo(200);
    secrets = List.of("new");
    assertThat(take(Signed.now(Signed.command("status"))).refusal()).isEqualTo(Refusal.FORGED);
  }

  @Test
  void anOrganizationMayBeAllowedAsAWhole() {
    Map<String, String> fields = new HashMap<>();
    fields.put("command", "/palisade");
    fields.put("text", "help");
    fields.put("team_id", "T0OTHER");
    fields.put("enterprise_id", "E0GRID");
    fields.put("user_id", "W0BOB");

    assertThat(take(Signed.now(Signed.form(fields))).status()).isEqualTo(200);
  }

  static Stream<Arguments> refusals() {
    Signed good = pressed();
    return Stream.of(
        arguments("unsigned", new Signed(Map.of(), good.body()), Refusal.UNSIGNED),
        arguments(
            "another version",
            with(good, "x-slack-signature", "v1=" + "0".repeat(64)),
            Refusal.UNSIGNED),
        arguments(
            "signature too short", with(good, "x-slack-signature", "v0=00"), Refusal.UNSIGNED),
        arguments(
            "timestamp no number", with(good, "x-slack-request-timestamp", "-1"), Refusal.UNSIGNED),
        arguments(
            "another secret",
            Signed.by("guess", NOW, Signed.command("freeze now")),
            Refusal.FORGED),
        arguments(
            "another body",
            new Signed(
                good.headers(),
                Signed.now(Signed.button(TEAM, TEAM, "palisade.approve", "c-zzzzzzzzzz 1")).body()),
            Refusal.FORGED),
        arguments(
            "another time",
            with(
                good,
                "x-slack-request-timestamp",
                String.valueOf(NOW.plusSeconds(1).getEpochSecond())),
            Refusal.FORGED),
        arguments(
            "too old",
            Signed.by(SECRET, NOW.minus(Duration.ofSeconds(301)), Signed.command("freeze x")),
            Refusal.LATE),
        arguments(
            "from the future",
            Signed.by(SECRET, NOW.plus(Duration.ofSeconds(301)), Signed.command("freeze x")),
            Refusal.LATE),
        arguments(
            "another workspace",
            Signed.now(Signed.button("T0OTHER", "T0OTHER", "palisade.approve", "c h")),
            Refusal.FOREIGN_WORKSPACE),
        arguments(
            "stranger in a shared channel",
            Signed.now(Signed.button(TEAM, "T0PARTNER", "palisade.approve", "c h")),
            Refusal.STRANGER),
        arguments("no JSON", Signed.now(Signed.payload("{not json")), Refusal.MALFORMED),
        arguments("no form", Signed.now("just text"), Refusal.MALFORMED),
        arguments(
            "unknown kind", Signed.now(Signed.payload("{\"type\":\"dialog\"}")), Refusal.MALFORMED),
        arguments(
            "said twice", Signed.now(Signed.command("help") + "&user_id=U0BOB"), Refusal.MALFORMED),
        arguments(
            "nobody",
            Signed.now("command=%2Fpalisade&text=freeze&team_id=" + TEAM),
            Refusal.MALFORMED),
        arguments(
            "event of another workspace",
            Signed.now("{\"type\":\"event_callback\",\"team_id\":\"T0OTHER\"}"),
            Refusal.FOREIGN_WORKSPACE),
        arguments("too large", Signed.now(Signed.command("x".repeat(600_000))), Refusal.TOO_LARGE));
  }

  private static Signed with(Signed signed, String header, String value) {
    Map<String, String> headers = new HashMap<>(signed.headers());
    headers.put(header, value);
    return new Signed(headers, signed.body());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refuses(String what, Signed request, Refusal refusal) {
    Answer answer = take(request);

    assertThat(answer.refusal()).isEqualTo(refusal);
    assertThat(answer.status()).isIn(401, 403);
    assertThat(answer.body()).isEmpty();
    assertThat(queue).isEmpty();
    assertThat(seen).isEmpty();
  }

  @Test
  void theSameRequestIsTakenOnce() {
    Signed request = pressed();
    assertThat(take(request).status()).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      assertThat(take(request).refusal()).isEqualTo(Refusal.REPLAYED);
    }
    assertThat(queue).hasSize(1);
  }

  @Test
  void onlyAPostIsLookedAt() {
    Signed request = pressed();
    assertThat(ingress.take("GET", request.headers(), request.body()).refusal())
        .isEqualTo(Refusal.NOT_A_POST);
  }

  private Answer take(Signed request) {
    return ingress.take("POST", request.headers(), request.body());
  }
}
