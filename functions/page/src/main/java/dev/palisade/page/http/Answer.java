package dev.palisade.page.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the browser is answered. However it comes about, it leaves with {@link #HEADERS}.
 *
 * @param status of HTTP
 * @param headers beside those that every answer has
 * @param cookies values of {@code Set-Cookie}
 * @param body the text, may be empty
 */
public record Answer(int status, Map<String, String> headers, List<String> cookies, String body) {

  /**
   * What every answer carries. No script runs but the one file of our own; forms go nowhere but
   * here; nobody may frame a page; nothing is kept by caches; and the provider learns no address of
   * ours. {@code same-origin} and not {@code no-referrer}, under which browsers send forms with the
   * origin {@code null}.
   *
   * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
   * @see <a href="https://fetch.spec.whatwg.org/#origin-header">The Origin header</a>
   */
  public static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "Strict-Transport-Security",
          "max-age=63072000; includeSubDomains",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=()",
          "Cache-Control",
          "no-store");

  public Answer {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  /** A page. */
  public static Answer html(int status, String page) {
    return text(status, "text/html; charset=utf-8", page);
  }

  /** A text of some type. */
  public static Answer text(int status, String type, String text) {
    return new Answer(status, Map.of("Content-Type", type), List.of(), text);
  }

  /** Sends the browser to another address, with a GET. */
  public static Answer see(String address) {
    return new Answer(303, Map.of("Location", address), List.of(), "");
  }

  /** The same answer, which may be kept for a time by whoever gets it. */
  public Answer keptFor(Duration time) {
    return with("Cache-Control", "public, max-age=%d".formatted(time.toSeconds()));
  }

  /**
   * The same answer with a cookie that only this host gets, by TLS only, and no script; other
   * sites' links carry it, their forms and frames don't.
   *
   * @param name beginning with {@code __Host-}
   * @param time how long it is kept; zero removes it
   */
  public Answer cookie(String name, String value, Duration time) {
    List<String> more = new ArrayList<>(cookies);
    more.add(
        "%s=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d"
            .formatted(name, value, time.toSeconds()));
    return new Answer(status, headers, more, body);
  }

  private Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, cookies, body);
  }

  /** As a function URL answers. */
  public APIGatewayV2HTTPResponse response() {
    Map<String, String> all = new HashMap<>(HEADERS);
    all.putAll(headers);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(all)
        .withCookies(cookies)
        .withBody(body)
        .withIsBase64Encoded(false)
        .build();
  }
}
