package dev.palisade.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, and what may be subscribed. */
class SigningTest {

  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The vector of the reference libraries' own tests. */
  @Test
  void signsAsTheReferenceLibrariesDo() {
    assertThat(
            SigningKey.of(KEY)
                .sign(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    Instant.ofEpochSecond(1614265330),
                    "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_***"})
  void refusesWhatIsNoKeyWithoutQuotingIt(String key) {
    assertThatThrownBy(() -> SigningKey.of(key))
        .hasMessage("a secret of the webhook is not whsec_ and the Base64 of 24 to 64 bytes")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com/palisade, false, true",
    "https://hooks.example.com:8443/a?b=c, false, true",
    "http://hooks.example.com/, true, false",
    "http://localhost:8080/, true, true",
    "http://127.0.0.1:9001/, false, false",
    "http://localhost.example.com/, true, false",
    "https://user:word@hooks.example.com/, false, false",
    "file:///etc/passwd, true, false",
    "https:///nowhere, false, false",
    "'', false, false"
  })
  void isSubscribedByHttpsOnly(String url, boolean localhost, boolean may) {
    String secret = "{\"url\":\"%s\",\"secrets\":[\"%s\"]}".formatted(url, KEY);
    if (may) {
      assertThat(Subscription.of(secret, localhost).url()).hasToString(url);
    } else {
      assertThatThrownBy(() -> Subscription.of(secret, localhost))
          .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.isForGood()).isTrue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "93.184.215.14, true",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c, true",
    "169.254.169.254, false",
    "169.254.170.2, false",
    "fd00:ec2::254, false",
    "fe80::1, false",
    "127.0.0.1, false",
    "::1, false",
    "::ffff:169.254.169.254, false",
    "10.1.2.3, false",
    "172.16.0.1, false",
    "192.168.0.1, false",
    "100.64.0.1, false",
    "0.0.0.0, false",
    "224.0.0.1, false"
  })
  void goesOutsideOnly(String address, boolean outside) throws UnknownHostException {
    assertThat(Receiver.isOutside(InetAddress.getByName(address))).isEqualTo(outside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"url\":\"https://hooks.example.com/\"}",
        "{\"url\":\"https://hooks.example.com/\",\"secrets\":[]}"
      })
  void refusesASecretThatIsNone(String secret) {
    assertThatThrownBy(() -> Subscription.of(secret, false))
        .isInstanceOf(DeliveryException.class)
        .hasMessageStartingWith("the secret of the webhook");
  }
}
