package dev.palisade.page.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess. */
public final class Token {

  private static final int BYTES = 32;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private Token() {}

  /**
   * A new one, 43 letters of base64url. The generator is made at use: a snapshot must not hold a
   * seeded one.
   */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }

  /** Whether a text could be one. */
  public static boolean looksLike(String text) {
    return text.matches("[A-Za-z0-9_-]{43}");
  }

  /** SHA-256 of a text in base64url: what tables keep of it, and PKCE's challenge. */
  public static String hash(String text) {
    try {
      return TEXT.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether two texts are the same, in a time that tells nothing. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
