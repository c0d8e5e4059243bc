package dev.palisade.page.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A browser's request, as far as the page looks at it.
 *
 * @param method {@code GET} or another, in capitals
 * @param path the path as sent, beginning with a slash
 * @param query the query as sent, without the question mark
 * @param form the members of the form in the body; the first where one is there twice
 * @param headers by name in lower case
 * @param cookies by name
 * @param host the function URL's own host name, from AWS and not from the browser
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Payload format
 *     2.0 of function URLs</a>
 */
public record Request(
    String method,
    String path,
    String query,
    Map<String, String> form,
    Map<String, String> headers,
    Map<String, String> cookies,
    String host) {

  /** Far more than any form here needs; larger bodies are not even decoded. */
  private static final int LONGEST_BODY = 64_000;

  private static final String FORM = "application/x-www-form-urlencoded";

  public Request {
    form = Map.copyOf(form);
    headers = Map.copyOf(headers);
    cookies = Map.copyOf(cookies);
  }

  /** The body is too long or no form; the message is for the person. */
  public static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * The request of a function URL's event.
   *
   * @throws MalformedException if what was sent is no form, or too long
   */
  public static Request of(APIGatewayV2HTTPEvent event) {
    Map<String, String> headers = new HashMap<>();
    if (event.getHeaders() != null) {
      event
          .getHeaders()
          .forEach((name, value) ->
              headers.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value));
    }
    var context = event.getRequestContext();
    var http = context == null ? null : context.getHttp();
    String method = http == null || http.getMethod() == null ? "" : http.getMethod();
    return new Request(
        method,
        event.getRawPath() == null || event.getRawPath().isEmpty() ? "/" : event.getRawPath(),
        event.getRawQueryString() == null ? "" : event.getRawQueryString(),
        method.equals("POST") ? form(event, headers) : Map.of(),
        headers,
        cookies(event.getCookies()),
        context == null || context.getDomainName() == null ? "" : context.getDomainName());
  }

  private static Map<String, String> form(
      APIGatewayV2HTTPEvent event, Map<String, String> headers) {
    String body = event.getBody() == null ? "" : event.getBody();
    if (body.isEmpty()) {
      return Map.of();
    }
    if (body.length() > LONGEST_BODY) {
      throw new MalformedException("What was sent is too long.");
    }
    if (!headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).startsWith(FORM)) {
      throw new MalformedException("What was sent is no form.");
    }
    try {
      String text =
          event.getIsBase64Encoded()
              ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
              : body;
      return parameters(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("What was sent can't be read.");
    }
  }

  private static Map<String, String> cookies(@Nullable List<String> sent) {
    Map<String, String> cookies = new HashMap<>();
    for (String cookie : sent == null ? List.<String>of() : sent) {
      int equals = cookie.indexOf('=');
      if (equals > 0) {
        cookies.putIfAbsent(cookie.substring(0, equals).strip(), cookie.substring(equals + 1));
      }
    }
    return cookies;
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : text.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * The members of the query; the first where one is there twice.
   *
   * @throws MalformedException if they can't be decoded
   */
  public Map<String, String> parameters() {
    try {
      return parameters(query);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("The address can't be read.");
    }
  }

  /** A member of the query, or empty. */
  public String parameter(String name) {
    return parameters().getOrDefault(name, "").strip();
  }

  /** A member of the form, or empty; lines end as texts here do. */
  public String field(String name) {
    return form.getOrDefault(name, "").replace("\r\n", "\n").strip();
  }

  /** A header, or empty. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** A cookie, or empty. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Path and query, to come back to. */
  public String address() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
