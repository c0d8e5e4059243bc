package dev.palisade.page.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** The templates, which the build made classes of. */
public final class Pages {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private Pages() {}

  /** A page of a frame and what is in it. */
  public static String of(String name, Frame frame, Map<String, ?> parts) {
    Map<String, Object> all = new HashMap<>(parts);
    all.put("frame", frame);
    StringOutput page = new StringOutput();
    TEMPLATES.render(name + ".jte", all, page);
    return page.toString();
  }

  /**
   * A page that says one thing.
   *
   * @param link address to go on to, or empty
   * @param linked what the link says
   */
  public static String message(Frame frame, String words, String link, String linked) {
    return of("message", frame, Map.of("words", words, "link", link, "linked", linked));
  }
}
