package dev.palisade.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.palisade.page.session.Token;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as the function sees it: payload 2.0, cookies kept, forms in base64. */
final class Caller {

  final Rig rig;
  final Map<String, String> cookies = new LinkedHashMap<>();
  final Map<String, String> headers =
      new HashMap<>(Map.of("origin", Rig.ADDRESS, "sec-fetch-site", "same-origin"));

  Caller(Rig rig, String session) {
    this.rig = rig;
    if (!session.isEmpty()) {
      cookies.put("__Host-palisade", session);
    }
  }

  APIGatewayV2HTTPResponse get(String address) {
    int mark = address.indexOf('?');
    return call(
        "GET",
        mark < 0 ? address : address.substring(0, mark),
        mark < 0 ? "" : address.substring(mark + 1),
        null);
  }

  /** Sends a form with the token of the session. */
  APIGatewayV2HTTPResponse post(String path, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("csrf", csrf());
    return postAsIs(path, all);
  }

  APIGatewayV2HTTPResponse postAsIs(String path, Map<String, String> form) {
    return call("POST", path, "", encoded(form));
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The token that the pages of this session carry. */
  String csrf() {
    Matcher found =
        Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(get("/me").getBody());
    return found.find() ? found.group(1) : Token.random();
  }

  APIGatewayV2HTTPResponse call(String method, String path, String query, String form) {
    Map<String, String> sent = new HashMap<>(headers);
    if (form != null) {
      sent.put("content-type", "application/x-www-form-urlencoded");
    }
    List<String> jar = new ArrayList<>();
    cookies.forEach((name, value) -> jar.add(name + "=" + value));
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath(path)
            .withRawQueryString(query)
            .withHeaders(sent)
            .withCookies(jar)
            .withBody(form == null ? null : base64(form))
            .withIsBase64Encoded(form != null)
            .withRequestContext(
                RequestContext.builder()
                    .withDomainName(Rig.HOST)
                    .withHttp(Http.builder().withMethod(method).build())
                    .build())
            .build();
    APIGatewayV2HTTPResponse answer = rig.handler.handleRequest(event, new NoContext());
    for (String cookie : answer.getCookies()) {
      String[] parts = cookie.split(";")[0].split("=", 2);
      if (cookie.contains("Max-Age=0")) {
        cookies.remove(parts[0]);
      } else {
        cookies.put(parts[0], parts[1]);
      }
    }
    return answer;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
