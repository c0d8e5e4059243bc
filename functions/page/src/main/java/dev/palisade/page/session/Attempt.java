package dev.palisade.page.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody went to the identity provider and may come back.
 *
 * @param browser hash of what the browser was given, so that nobody else can come back
 * @param nonce what the ID token must carry
 * @param verifier what proves to the provider that the code comes back to whom asked for it
 * @param to the page they were on the way to
 * @param until when it is over
 */
public record Attempt(String browser, String nonce, String verifier, String to, Instant until) {

  /** How long people may take to sign in. */
  public static final Duration LASTS = Duration.ofMinutes(10);
}
