package dev.palisade.chatops.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SignatureTest {

  /** The worked example of Slack's own page on verifying requests. */
  @Example
  void signsAsSlacksDocumentationDoes() {
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    Signed signed = Signed.by(Signed.SECRET, Instant.ofEpochSecond(1531420618), body);

    assertThat(signed.headers().get("x-slack-signature"))
        .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    assertThat(holds(signed.headers(), signed.body(), Signed.SECRET)).isTrue();
  }

  @Property
  void holdsForWhatWasSigned(
      @ForAll @Size(max = 500) byte[] body,
      @ForAll @StringLength(min = 1, max = 64) String secret) {
    Signed signed = signed(secret, body);

    assertThat(holds(signed.headers(), body, secret)).isTrue();
  }

  @Property
  void anyFlippedBitOfTheBodyRefuses(
      @ForAll @Size(min = 1, max = 200) byte[] body, @ForAll @IntRange(max = 1_600) int at) {
    Signed signed = signed(Signed.SECRET, body);
    byte[] other = body.clone();
    int bit = at % (8 * body.length);
    other[bit / 8] ^= (byte) (1 << (bit % 8));

    assertThat(holds(signed.headers(), other, Signed.SECRET)).isFalse();
  }

  @Property
  void anyFlippedBitOfTheSignatureRefuses(
      @ForAll @Size(max = 200) byte[] body, @ForAll @IntRange(max = 255) int bit) {
    Signed signed = signed(Signed.SECRET, body);
    byte[] sent = HexFormat.of().parseHex(signed.headers().get("x-slack-signature").substring(3));
    sent[bit / 8] ^= (byte) (1 << (bit % 8));
    Map<String, String> headers = new HashMap<>(signed.headers());
    headers.put("x-slack-signature", "v0=" + HexFormat.of().formatHex(sent));

    assertThat(holds(headers, body, Signed.SECRET)).isFalse();
  }

  @Property
  void anyFlippedBitOfTheTimestampRefuses(
      @ForAll @Size(max = 200) byte[] body, @ForAll @IntRange(max = 31) int bit) {
    Signed signed = signed(Signed.SECRET, body);
    Map<String, String> headers = new HashMap<>(signed.headers());
    headers.put(
        "x-slack-request-timestamp", String.valueOf(Signed.NOW.getEpochSecond() ^ (1L << bit)));

    assertThat(holds(headers, body, Signed.SECRET)).isFalse();
  }

  @Property
  void isFreshForFiveMinutesEitherWay(@ForAll @LongRange(min = -900, max = 900) long seconds) {
    Signature signature = new Signature(Signed.NOW, "0".repeat(64));

    assertThat(signature.isFresh(Signed.NOW.plusSeconds(seconds)))
        .isEqualTo(Math.abs(seconds) <= Duration.ofMinutes(5).toSeconds());
  }

  @Property
  void headersOfAnyOtherFormAreNoSignature(@ForAll String at, @ForAll String sent) {
    assertThat(Signature.of(Map.of("x-slack-request-timestamp", at, "x-slack-signature", sent)))
        .isEmpty();
  }

  @Example
  void headersMayBeWrittenInAnyCase() {
    Signed signed = signed(Signed.SECRET, new byte[] {1});
    Map<String, String> upper = new HashMap<>();
    upper.put("X-Slack-Request-Timestamp", signed.headers().get("x-slack-request-timestamp"));
    upper.put("X-Slack-Signature", signed.headers().get("x-slack-signature"));

    assertThat(holds(upper, signed.body(), Signed.SECRET)).isTrue();
  }

  private static boolean holds(Map<String, String> headers, byte[] body, String secret) {
    return Signature.of(headers).orElseThrow().isOf(body, List.of("another", secret));
  }

  private static Signed signed(String secret, byte[] body) {
    return new Signed(
        Map.of(
            "x-slack-request-timestamp",
            String.valueOf(Signed.NOW.getEpochSecond()),
            "x-slack-signature",
            "v0=" + HexFormat.of().formatHex(Signature.sign(secret, Signed.NOW, body))),
        body);
  }
}
