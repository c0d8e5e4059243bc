package dev.palisade.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.palisade.core.people.RefusedException;
import dev.palisade.platform.desk.CallerProof;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Who calls is what STS says of a fresh proof for this very request, and nobody else. */
class CallersTest {

  private static final String REQUEST = "{\"action\":\"FREEZE\",\"members\":{}}";
  private static final String ARN = "arn:aws:iam::111111111111:user/maya";
  private static final AwsCredentialsIdentity KEY =
      AwsCredentialsIdentity.create("AKIAEXAMPLE", "secret");

  private final List<String> asked = new ArrayList<>();
  private final List<String> bindings = new ArrayList<>();
  private HttpServer server;
  private URI sts;
  private int status = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          bindings.add(exchange.getRequestHeaders().getFirst(CallerProof.HEADER));
          byte[] body =
              "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>%s</Arn>"
                  .formatted(ARN)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    sts = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Callers callers(Instant now) {
    return new Callers(sts, () -> now);
  }

  private String proof(String request) {
    return CallerProof.of(request, sts, "us-east-1", KEY).url();
  }

  @Test
  void whoStsNamesCalls() {
    assertThat(callers(Instant.now()).prove(proof(REQUEST), REQUEST)).isEqualTo(ARN);
    assertThat(bindings).containsExactly(CallerProof.binding(REQUEST));
    assertThat(asked.getFirst()).contains("x-palisade-request").contains("X-Amz-Signature=");
  }

  @Test
  void anotherRequestIsBoundOtherwise() {
    callers(Instant.now()).prove(proof(REQUEST), "{\"action\":\"UNFREEZE\"}");
    // STS checks the signature over this header, which the proof was not made with.
    assertThat(bindings).isNotEqualTo(List.of(CallerProof.binding(REQUEST)));
  }

  @Test
  void whatStsRefusesIsRefused() {
    status = 403;
    assertRefused(proof(REQUEST), Instant.now(), "STS does not take");
  }

  @ParameterizedTest
  @MethodSource("forged")
  void whatIsForgedNeverReachesSts(UnaryOperator<String> change, String why) {
    assertRefused(change.apply(proof(REQUEST)), Instant.now(), why);
    assertThat(asked).isEmpty();
  }

  static Stream<Arguments> forged() {
    return Stream.of(
        forged(url -> url.replaceFirst("127\\.0\\.0\\.1", "evil.example"), "is not for"),
        forged(url -> url.replaceFirst("127\\.0\\.0\\.1", "me@127.0.0.1"), "is not for"),
        forged(url -> url.replaceFirst("http:", "https:"), "is not for"),
        forged(url -> url.replaceFirst("/\\?", "/x?"), "is not for"),
        forged(url -> url.replaceFirst("GetCallerIdentity", "GetSessionToken"), "another call"),
        forged(url -> url + "&Action=GetSessionToken", "says Action twice"),
        forged(url -> url.replaceFirst("x-palisade-request", "x-other"), "bound to no request"),
        forged(url -> url.replaceFirst("X-Amz-Expires=60", "X-Amz-Expires=604800"), "stale"),
        forged(url -> url.replaceFirst("X-Amz-Expires=60", "X-Amz-Expires=x"), "how long"),
        forged(url -> url.replaceFirst("X-Amz-Date=\\d{8}", "X-Amz-Date=20200101"), "stale"),
        forged(url -> "", "no URL"),
        forged(url -> "not a url at all", "no URL"),
        forged(url -> "file:///etc/passwd", "no URL"));
  }

  private static Arguments forged(UnaryOperator<String> change, String why) {
    return Arguments.of(change, why);
  }

  @Test
  void aStaleProofIsRefused() {
    assertRefused(proof(REQUEST), Instant.now().plus(Duration.ofMinutes(3)), "stale");
    assertRefused(proof(REQUEST), Instant.now().minus(Duration.ofMinutes(3)), "stale");
  }

  private void assertRefused(String proof, Instant now, String why) {
    assertThatThrownBy(() -> callers(now).prove(proof, REQUEST))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }
}
