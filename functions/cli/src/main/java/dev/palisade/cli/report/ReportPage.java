package dev.palisade.cli.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The report as one HTML file that needs nothing else: it can be mailed and opened offline. */
public final class ReportPage {

  private static final TemplateEngine PAGES = TemplateEngine.createPrecompiled(ContentType.Html);

  private ReportPage() {}

  /** The page's text. */
  public static String of(Report report) {
    StringOutput page = new StringOutput();
    PAGES.render("report.jte", report, page);
    return page.toString();
  }
}
