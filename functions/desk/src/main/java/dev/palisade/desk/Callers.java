package dev.palisade.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.people.RefusedException;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.desk.CallerProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds out who calls, by sending the caller's presigned {@code GetCallerIdentity} to STS. It goes
 * to this region's STS and nowhere else, is for this very request, and is fresh; whether it is
 * genuine says STS.
 */
final class Callers {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Clocks differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI sts;
  private final InstantSource clock;

  Callers(URI sts, InstantSource clock) {
    this.sts = sts;
    this.clock = clock;
  }

  /**
   * The ARN of who calls.
   *
   * @param request the text that the proof must be bound to
   * @throws RefusedException saying why nobody is proven
   */
  String prove(String url, String request) {
    URI presigned = uri(url);
    Map<String, String> query = query(presigned);
    must(
        presigned.getScheme().equals(sts.getScheme())
            && presigned.getRawAuthority().equals(sts.getRawAuthority())
            && presigned.getRawPath().equals("/"),
        "the proof of identity is not for " + sts);
    must(
        "GetCallerIdentity".equals(query.get("Action")),
        "the proof of identity is for another call");
    must(
        Arrays.asList(query.getOrDefault("X-Amz-SignedHeaders", "").split(";"))
            .contains(CallerProof.HEADER),
        "the proof of identity is bound to no request");
    mustBeFresh(query);
    return answered(presigned, CallerProof.binding(request));
  }

  private void mustBeFresh(Map<String, String> query) {
    try {
      Instant signed = Instant.from(AMZ_DATE.parse(query.getOrDefault("X-Amz-Date", "")));
      long lasts = Long.parseLong(query.getOrDefault("X-Amz-Expires", ""));
      Instant now = clock.instant();
      must(
          lasts <= CallerProof.LASTS.toSeconds()
              && !signed.isAfter(now.plus(SKEW))
              && now.isBefore(signed.plusSeconds(lasts).plus(SKEW)),
          "the proof of identity is stale");
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new RefusedException("the proof of identity does not say how long it is good");
    }
  }

  private static String answered(URI presigned, String binding) {
    HttpRequest call =
        HttpRequest.newBuilder(presigned)
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header(CallerProof.HEADER, binding)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer = http.send(call, BodyHandlers.ofString());
      must(answer.statusCode() == 200, "STS does not take the proof of identity");
      return arn(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("STS can't be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String arn(String body) {
    String arn = body.startsWith("{") ? fromJson(body) : between(body, "<Arn>", "</Arn>");
    must(arn.startsWith("arn:"), "STS does not say who calls");
    return arn;
  }

  private static String fromJson(String body) {
    try {
      JsonNode json = Codec.plain().readTree(body);
      return json.at("/GetCallerIdentityResponse/GetCallerIdentityResult/Arn").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    int end = text.indexOf(to, Math.max(0, start));
    return start < 0 || end < 0 ? "" : text.substring(start + from.length(), end);
  }

  private static URI uri(String url) {
    try {
      URI uri = URI.create(url);
      must(
          uri.getScheme() != null && uri.getRawAuthority() != null && uri.getRawPath() != null,
          "the proof of identity is no URL");
      return uri;
    } catch (IllegalArgumentException e) {
      throw new RefusedException("the proof of identity is no URL");
    }
  }

  // A parameter that comes twice could be read in two ways: then it counts for nothing.
  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>();
    String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name =
          URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
      String value =
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      must(query.put(name, value) == null, "the proof of identity says " + name + " twice");
    }
    return query;
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new RefusedException(otherwise);
    }
  }
}
