package dev.palisade.cli.surface;

import dev.palisade.cli.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as the approval page needs: cookies by origin, redirects, forms. It finds
 * the function URLs of a local AWS, whose names under {@code localhost} not every machine resolves.
 */
public final class Browser {

  private static final int MOST_REDIRECTS = 5;
  private static final Pattern FUNCTION_URL =
      Pattern.compile("http://([a-z0-9]+)\\.lambda-url\\.[a-z0-9-]+\\.localhost:([0-9]+)");

  private final Map<String, Map<String, String>> cookies = new HashMap<>();

  /**
   * A page.
   *
   * @param address where it is, after all redirects
   * @param status HTTP status
   * @param html its text
   */
  public record Shown(String address, int status, String html) {

    /**
     * The value of a hidden field.
     *
     * @throws Failure if the page has none of this name
     */
    public String hidden(String name) {
      Matcher field =
          Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(Pattern.quote(name)))
              .matcher(html);
      if (!field.find()) {
        throw Failure.because("%s has no field %s".formatted(address, name));
      }
      return field.group(1);
    }
  }

  /** Opens an address. */
  public Shown open(String address) {
    return follow(address, Web.to(reachable(address)).GET());
  }

  /** Sends a form off, as from a page of the same origin. */
  public Shown submit(String address, Map<String, String> form) {
    return follow(
        address,
        Web.to(reachable(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin(address))
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  private Shown follow(String address, HttpRequest.Builder request) {
    String at = address;
    HttpResponse<String> answer = Web.send(with(at, request));
    for (int redirects = 0; answer.statusCode() / 100 == 3; redirects++) {
      if (redirects == MOST_REDIRECTS) {
        throw Failure.because(address + " leads nowhere");
      }
      keep(at, answer);
      at = URI.create(at).resolve(answer.headers().firstValue("location").orElse("")).toString();
      answer = Web.send(with(at, Web.to(reachable(at)).GET()));
    }
    keep(at, answer);
    return new Shown(at, answer.statusCode(), answer.body());
  }

  private HttpRequest with(String address, HttpRequest.Builder request) {
    String sent =
        cookies.getOrDefault(origin(address), Map.of()).entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return (sent.isEmpty() ? request : request.header("Cookie", sent)).build();
  }

  private void keep(String address, HttpResponse<String> answer) {
    for (String set : answer.headers().allValues("set-cookie")) {
      String[] pair = set.split(";", 2)[0].split("=", 2);
      Map<String, String> kept =
          cookies.computeIfAbsent(origin(address), origin -> new HashMap<>());
      if (pair[1].isEmpty()) {
        kept.remove(pair[0]);
      } else {
        kept.put(pair[0], pair[1]);
      }
    }
  }

  /** Where an address is reached from any program on this machine. */
  private static String reachable(String address) {
    return FUNCTION_URL
        .matcher(address)
        .replaceFirst(found ->
            "http://127.0.0.1:%s/_aws/lambda-url/%s".formatted(found.group(2), found.group(1)));
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
