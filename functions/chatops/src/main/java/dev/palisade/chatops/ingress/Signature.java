package dev.palisade.chatops.ingress;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack's {@code v0} signature of a request: HMAC-SHA256 over version, timestamp and raw body.
 *
 * @param at when it was signed, by the header {@code X-Slack-Request-Timestamp} in seconds
 * @param hex 64 hex digits, lower-case, from the header {@code X-Slack-Signature}
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Verifying
 *     requests from Slack</a>
 */
record Signature(Instant at, String hex) {

  /** How far the clocks may be apart, and how old a request may be. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String VERSION = "v0";
  private static final String ALGORITHM = "HmacSHA256";

  /** The signature of a request, or empty if a header is missing or has another form. */
  static Optional<Signature> of(Map<String, String> headers) {
    String at = header(headers, "x-slack-request-timestamp");
    String sent = header(headers, "x-slack-signature");
    if (!at.matches("\\d{1,11}") || !sent.matches(VERSION + "=[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Signature(
            Instant.ofEpochSecond(Long.parseLong(at)), sent.substring(VERSION.length() + 1)));
  }

  // Function URLs hand over lower-case names; a proxy in front may not.
  private static String header(Map<String, String> headers, String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** Whether it was signed about now. */
  boolean isFresh(Instant now) {
    return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Whether one of the secrets signs this body so; takes as long whichever it is. */
  boolean isOf(byte[] body, List<String> secrets) {
    byte[] sent = HexFormat.of().parseHex(hex);
    boolean found = false;
    for (String secret : secrets) {
      found |= MessageDigest.isEqual(sent, sign(secret, at, body));
    }
    return found;
  }

  /** What a secret signs a body with. */
  static byte[] sign(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(
          "%s:%d:".formatted(VERSION, at.getEpochSecond()).getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
