package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.report.Report;
import dev.palisade.cli.report.ReportPage;
import dev.palisade.cli.report.Reporter;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The report: its figures, its page, and how the page stands in a browser. */
class ReportTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/local/bin/chromedriver"));

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  @Test
  void countsEachFindingOnceByItsLatestCase() {
    Case first = verified(awaiting());
    Case again = later(awaiting());
    Report report = Reporter.of(List.of(first, again), "t", NOW);
    assertThat(report.posture().before().total()).isEqualTo(1);
    assertThat(report.posture().after().total()).isEqualTo(1);
    assertThat(report.controls().getFirst().standing()).isEqualTo(1);
    assertThat(report.cases()).hasSize(2);
  }

  @Test
  void tellsWhatWasMendedByItselfFromWhatPeopleApproved() {
    Report report = Reporter.of(List.of(verified(awaiting())), "t", NOW);
    assertThat(report.tiles().get(1).value()).isEqualTo("0");
    assertThat(report.tiles().get(2).value()).isEqualTo("1");
    assertThat(report.posture().words()).isEqualTo("1 findings (1 high) before; no findings now");
  }

  @Test
  void timesAreFromTheEventToItsEnd() {
    Report report = Reporter.of(List.of(verified(awaiting())), "t", NOW);
    assertThat(report.cases().getFirst().took()).isEqualTo("3.0 s");
    assertThat(report.times().getFirst().width()).isEqualTo(1000);
  }

  @Test
  void namesFromOutsideAreEscaped() {
    Case item = awaiting();
    Case nasty = item.to(CaseState.DENIED, "<script>alert(1)</script> & \"so\"", "eve", NOW);
    String page = ReportPage.of(Reporter.of(List.of(nasty), "<b>title</b>", NOW));
    assertThat(page)
        .doesNotContain("<script>")
        .doesNotContain("<b>title</b>")
        .contains("&lt;script&gt;alert(1)");
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    String page = page();
    assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("<script");
    assertThat(page).doesNotContain("@import").doesNotContain("url(");
  }

  @Test
  void anEmptyReportSaysSo() {
    assertThat(ReportPage.of(Reporter.of(List.of(), "t", NOW))).contains("There are none.");
  }

  @Test
  void theCommandWritesThePageAndSaysWhere() {
    bench.cases.put(verified(awaiting()));
    Path file = folder.resolve("r.html");
    assertThat(bench.run("", "report", "--out", file.toString())).isZero();
    assertThat(bench.out().strip()).isEqualTo(file.toString());
    assertThat(file).content().contains("churn-training");
    assertThat(bench.run("", "report", "--since", "2026-12-01", "--json")).isZero();
    assertThat(bench.out().strip()).isEqualTo("[ ]");
    assertThat(bench.run("", "report", "--since", "soon")).isEqualTo(Exit.USAGE);
  }

  @Test
  @EnabledIf("hasChromium")
  void standsInABrowserAtDeskAndPhoneWidth() throws Exception {
    Path file = Files.writeString(folder.resolve("report.html"), page());
    ChromeDriver browser = browser();
    try {
      for (int width : new int[] {1280, 390}) {
        browser.manage().window().setSize(new Dimension(width, 900));
        browser.get(file.toUri().toString());
        assertThat(browser.getTitle()).isEqualTo("Report of a test");
        assertThat(overflow(browser)).as("nothing sticks out at %d px", width).isZero();
        WebElement item = browser.findElement(By.cssSelector("details.case"));
        assertThat(item.findElement(By.cssSelector(".inside")).isDisplayed()).isFalse();
        item.findElement(By.cssSelector("summary")).click();
        assertThat(item.findElement(By.cssSelector(".inside")).getText())
            .contains("block all public access to the bucket")
            .contains("Sam Sec approved")
            .contains("The trail is whole");
        assertThat(overflow(browser)).as("nor when a case is open").isZero();
        assertThat(unnamedGraphics(browser)).isZero();
        shoot(browser, width);
      }
    } finally {
      browser.quit();
    }
  }

  private static void shoot(ChromeDriver browser, int width) throws Exception {
    String folder = System.getProperty("palisade.screenshots");
    if (folder != null) {
      Path file = Path.of(folder, "report-" + width + ".png");
      Files.write(file, browser.getScreenshotAs(org.openqa.selenium.OutputType.BYTES));
    }
  }

  private static long overflow(ChromeDriver browser) {
    return number(
        browser,
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  private static long unnamedGraphics(ChromeDriver browser) {
    return number(
        browser,
        "return [...document.querySelectorAll('svg')].filter("
            + "s => !s.hasAttribute('aria-label') && s.getAttribute('aria-hidden') !== 'true')"
            + ".length");
  }

  private static long number(ChromeDriver browser, String script) {
    Object value = ((JavascriptExecutor) browser).executeScript(script);
    return value instanceof Number number ? number.longValue() : -1;
  }

  private static ChromeDriver browser() {
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(
                DRIVERS.stream().filter(Files::exists).findFirst().orElseThrow().toFile())
            .build();
    return new ChromeDriver(service, options);
  }

  static boolean hasChromium() {
    return DRIVERS.stream().anyMatch(Files::exists);
  }

  private String page() {
    Case item = verified(awaiting());
    return ReportPage.of(Reporter.of(List.of(item), "Report of a test", NOW));
  }

  private Case awaiting() {
    return bench.awaiting(folder);
  }

  private Case later(Case item) {
    return bench.cases.cases.get(item.id()).to(CaseState.AWAITING_APPROVAL, "again", "x", NOW);
  }

  private static Case verified(Case item) {
    Approval approval =
        new Approval(
            "arn:aws:iam::111111111111:user/sec",
            "Sam Sec",
            true,
            item.proposal().hash(),
            "looks right",
            NOW);
    return item.decided(approval, NOW)
        .to(CaseState.APPLYING, "approved", "palisade", NOW.plus(Duration.ofSeconds(2)))
        .to(CaseState.VERIFIED, "it holds", "palisade", NOW.plus(Duration.ofSeconds(3)));
  }
}
