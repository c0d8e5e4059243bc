package dev.palisade.cli.surface;

import dev.palisade.cli.Failure;
import dev.palisade.cli.surface.Browser.Shown;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The approval page in somebody's browser, signed in by the OpenID stand-in. */
public final class ApprovalPage {

  private final String address;
  private final Browser browser = new Browser();

  /** The page at an address, with nobody signed in. */
  public ApprovalPage(String address) {
    this.address = address;
  }

  /**
   * Signs somebody in.
   *
   * @param subject who, as the stand-in calls them: {@code u-maya}
   * @return what the browser shows then
   */
  public Shown signIn(String subject) {
    Shown provider = browser.open(address + "/sign-in?to=/cases");
    URI asked = URI.create(provider.address());
    if (provider.status() != 200 || asked.getRawQuery() == null) {
      throw Failure.because(
          "the way to the provider ended at %s with %d"
              .formatted(provider.address(), provider.status()));
    }
    Map<String, String> form = new HashMap<>();
    for (String pair : asked.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    form.put("person", subject);
    return browser.submit(provider.address().replaceFirst("\\?.*", ""), form);
  }

  /** What a path shows. */
  public Shown open(String path) {
    return browser.open(address + path);
  }

  /**
   * Decides on a case by the form that its page shows.
   *
   * @param answer {@code approve}, {@code deny} or {@code ticket}
   * @return what the browser shows then
   */
  public Shown decide(String caseId, String answer, String reason) {
    return decide(open("/cases/" + caseId), answer, reason);
  }

  /** Decides by a case's page that was opened before. */
  public Shown decide(Shown page, String answer, String reason) {
    return send(page, answer, reason, page.hidden("csrf"));
  }

  /** Sends a decision off with a token of one's own choosing. */
  public Shown send(Shown page, String answer, String reason, String token) {
    String path = page.address().replaceFirst("\\?.*", "") + "/decision";
    return browser.submit(
        path,
        Map.of("csrf", token, "plan", page.hidden("plan"), "answer", answer, "reason", reason));
  }
}
