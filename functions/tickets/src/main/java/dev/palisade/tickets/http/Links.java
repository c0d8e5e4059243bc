package dev.palisade.tickets.http;

import java.net.http.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Link}, as GitHub pages its lists. */
final class Links {

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

  private Links() {}

  static String next(HttpHeaders headers) {
    return headers.allValues("link").stream()
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .findFirst()
        .orElse("");
  }
}
