package dev.palisade.cli.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The report as one HTML file that needs nothing else: it can be mailed and opened offline. Its
 * charts are tables that <a href="https://chartscss.org/">Charts.css</a> draws, without a script.
 */
public final class ReportPage {

  private static final TemplateEngine PAGES = TemplateEngine.createPrecompiled(ContentType.Html);

  private ReportPage() {}

  /**
   * A page with its style sheets.
   *
   * @param report what it shows
   * @param charts the style sheet that draws charts
   * @param style its own
   */
  public record Page(Report report, String charts, String style) {}

  /** The page's text. */
  public static String of(Report report) {
    StringOutput page = new StringOutput();
    Page whole = new Page(report, resource("charts.css/charts.min.css"), resource("report.css"));
    PAGES.render("report.jte", whole, page);
    return page.toString();
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
