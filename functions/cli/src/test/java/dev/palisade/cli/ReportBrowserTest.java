package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.palisade.cli.report.Period;
import dev.palisade.cli.report.ReportPage;
import dev.palisade.cli.report.Reporter;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The report's page in Chromium: at a desk's and a phone's width, light, dark and in print. {@code
 * -Dpalisade.screenshots=FOLDER} keeps pictures for the docs.
 */
@EnabledIf("hasChromium")
class ReportBrowserTest {

  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/local/bin/chromedriver"));
  private static final Instant END = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static Path file;

  static boolean hasChromium() {
    return DRIVERS.stream().anyMatch(Files::exists);
  }

  @BeforeAll
  static void start() throws IOException {
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(
                    DRIVERS.stream().filter(Files::exists).findFirst().orElseThrow().toFile())
                .build(),
            options);
    // A busy machine gives axe little time.
    browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(4));
    file = Files.writeString(folder.resolve("report.html"), page());
  }

  @AfterAll
  static void stop() {
    browser.quit();
  }

  @AfterEach
  void asItWas() {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
  }

  /** A month in which a bit of everything happened, to thirty buckets. */
  private static String page() {
    Bench bench = new Bench();
    Case real = bench.awaiting(folder);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Instant at = END.minusSeconds(86_400L * (29 - i) + 3_600);
      Severity severity = Severity.values()[i % 4];
      Past past =
          Past.opened(real, "c-" + i, "S3.PublicAccess", "churn-" + i, severity, at.toString());
      cases.add(end(past, i, at).item());
    }
    Period period = new Period(END.minusSeconds(86_400L * 30), END);
    return ReportPage.of(
        new Reporter(
                cases,
                period,
                bench.domains().stream().flatMap(module -> module.domain().specs()).toList())
            .page("Report of a test", END));
  }

  private static Past end(Past past, int number, Instant at) {
    String soon = at.plusSeconds(4).toString();
    String later = at.plusSeconds(3_000L + 60L * number).toString();
    Past asked = past.then(CaseState.AWAITING_APPROVAL, at.toString(), "something may stop");
    return switch (number % 6) {
      case 0 -> past.by("dora@example.com", 1).then(CaseState.TICKETED, soon, "no safe fix");
      case 1, 2 ->
          past.by("carl@example.com", 1)
              .then(CaseState.APPLYING, at.toString())
              .then(CaseState.VERIFIED, soon, "read again, and the control holds");
      case 3 -> asked.then(CaseState.EXEMPT, later, "public on purpose until Friday");
      case 4 ->
          asked
              .yes("ann@example.com", later)
              .then(CaseState.APPLYING, later)
              .then(CaseState.VERIFIED, later, "read again, and the control holds");
      default -> asked;
    };
  }

  private static void open(int width, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.get(file.toUri().toString());
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
  void readsWellAndIsAccessible(int width, String scheme) throws IOException {
    open(width, scheme);
    assertThat(browser.getTitle()).isEqualTo("Report of a test");
    shoot(width + ("dark".equals(scheme) ? "-dark" : ""));
    assertSound("closed", width);
    browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(text())
        .contains("block all public access to the bucket", "ann@example.com approved")
        .contains("The trail is whole", "public on purpose until Friday");
    assertSound("with all cases open", width);
  }

  @ParameterizedTest
  @CsvSource({"1280", "390"})
  void chartsAreDrawnToTheirNumbers(int width) {
    open(width, "light");
    List<WebElement> columns = browser.findElements(By.cssSelector(".plot tbody tr"));
    assertThat(columns).hasSize(31);
    WebElement chart = browser.findElement(By.cssSelector(".plot table"));
    double drawn =
        number(
            """
            return [...document.querySelectorAll('.plot tbody tr:last-child td')]
              .map(td => td.getBoundingClientRect().height).reduce((a, b) => a + b)\
            """);
    double part =
        number(
            """
            return [...document.querySelectorAll('.plot tbody tr:last-child td')]
              .map(td => parseFloat(td.style.getPropertyValue('--size'))).reduce((a, b) => a + b)\
            """);
    double plot =
        number("return document.querySelector('.plot tbody').getBoundingClientRect().height");
    assertThat(
            number(
                """
                return document.querySelector('.ticks').getBoundingClientRect().top
                  - document.querySelector('.plot tbody').getBoundingClientRect().bottom\
                """))
        .as("the chart stays above its labels")
        .isBetween(0.0, 12.0);
    assertThat(part).isBetween(0.2, 1.0);
    assertThat(drawn / plot).isCloseTo(part, org.assertj.core.data.Offset.offset(0.03));
    assertThat(chart.getDomAttribute("aria-label")).contains("When the period began");
  }

  @Test
  void printsOnPaperInTheDarkToo() {
    open(1280, "dark");
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "print",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    Object background =
        browser.executeScript("return getComputedStyle(document.body).backgroundColor");
    assertThat(background).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.findElement(By.tagName("nav")).isDisplayed()).isFalse();
    Object pdf =
        browser.executeCdpCommand("Page.printToPDF", Map.of("printBackground", false)).get("data");
    assertThat(Base64.getDecoder().decode(String.valueOf(pdf))).startsWith("%PDF".getBytes());
  }

  @Test
  void loadsNothing() {
    open(1280, "light");
    assertThat(number("return performance.getEntriesByType('resource').length")).isZero();
  }

  private static void assertSound(String what, int width) {
    assertThat(number("return document.documentElement.scrollWidth"))
        .as(what + ": nothing sticks out")
        .isLessThanOrEqualTo(width);
    Results results = new AxeBuilder().setLegacyMode(true).analyze(browser);
    assertThat(results.getErrorMessage()).isNull();
    assertThat(results.getPasses()).as(what + ": axe looked at it").hasSizeGreaterThan(10);
    assertThat(results.getViolations())
        .as(what + ": axe")
        .extracting(Rule::getId, rule -> rule.getNodes().toString())
        .isEmpty();
  }

  private static String text() {
    return browser.findElement(By.tagName("body")).getText();
  }

  private static double number(String script) {
    return browser.executeScript(script) instanceof Number number ? number.doubleValue() : -1;
  }

  private static void shoot(String name) throws IOException {
    String pictures = System.getProperty("palisade.screenshots");
    if (pictures != null) {
      Object whole =
          browser
              .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
              .get("data");
      Files.write(
          Path.of(pictures, "report-%s.png".formatted(name)),
          Base64.getDecoder().decode(String.valueOf(whole)));
    }
  }
}
