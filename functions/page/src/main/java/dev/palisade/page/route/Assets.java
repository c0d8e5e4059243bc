package dev.palisade.page.route;

import dev.palisade.page.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What pages need beside themselves: the style sheet, the script and the icon. */
final class Assets {

  /** Short, since their addresses stay the same over deployments. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final String STYLE = read("style.css");
  private static final String SCRIPT = read("page.js");
  private static final String ICON = read("icon.svg");

  private Assets() {}

  static Answer style() {
    return Answer.text(200, "text/css; charset=utf-8", STYLE).keptFor(KEPT);
  }

  static Answer script() {
    return Answer.text(200, "text/javascript; charset=utf-8", SCRIPT).keptFor(KEPT);
  }

  static Answer icon() {
    return Answer.text(200, "image/svg+xml", ICON).keptFor(KEPT);
  }

  private static String read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream("/dev/palisade/page/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
