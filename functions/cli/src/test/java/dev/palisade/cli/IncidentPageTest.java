package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The incident's page, by its text and in Chromium at a desk's and a phone's width. {@code
 * -Dpalisade.screenshots=FOLDER} keeps pictures for the docs.
 */
class IncidentPageTest {

  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/local/bin/chromedriver"));
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  static boolean hasChromium() {
    return DRIVERS.stream().anyMatch(Files::exists);
  }

  @BeforeEach
  void happen() {
    Incidents.happen(bench);
    bench.awaiting(folder);
    bench.now = NOW.plusSeconds(1);
  }

  private Path page(String subject) {
    Path file = folder.resolve("incident.html");
    bench.run("", "incident", subject, "--out", file.toString());
    assertThat(bench.err()).contains("page: " + file);
    return file;
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    assertThat(page(Bench.OPEN))
        .content()
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("<script")
        .doesNotContain("@import")
        .doesNotContain("url(");
  }

  @Test
  void namesFromOutsideAreEscaped() {
    bench.trail.add(
        MemoryTrail.HERE,
        Incidents.record("n1", NOW.minusSeconds(9), "203.0.113.78", "ASIAX")
            .replace("user/bob", "user/<script>alert(1)")
            .replace("GetBucketPolicy", "<b>Get</b>"));
    assertThat(page("203.0.113.78"))
        .content()
        .doesNotContain("<script")
        .doesNotContain("<b>Get")
        .contains("&lt;script&gt;", "&lt;b&gt;Get");
  }

  @Test
  void manyBoxesAreDrawnAsOneAndSaid() {
    for (int i = 0; i < 40; i++) {
      bench.trail.add(
          MemoryTrail.HERE,
          Incidents.record("m" + i, NOW.minusSeconds(9), "203.0.113." + i, "ASIAX"));
    }
    assertThat(page("203.0.113.0/24"))
        .content()
        .contains("30 more addresses", "Picture of what reached what");
  }

  @Test
  @EnabledIf("hasChromium")
  void standsInABrowserAtDeskAndPhoneWidth() throws Exception {
    Path file = page(Bench.OPEN);
    ChromeDriver browser = browser();
    try {
      for (int width : new int[] {1280, 390}) {
        browser.manage().window().setSize(new Dimension(width, 900));
        browser.get(file.toUri().toString());
        assertThat(browser.findElement(By.tagName("h1")).getText()).contains("churn-training");
        assertThat(browser.findElement(By.tagName("body")).getText())
            .contains(
                "Who touched what", "foundation-model/anthropic.claude-3", "DeleteBucketPublic");
        assertThat(browser.findElements(By.cssSelector("svg g.self"))).hasSize(1);
        assertThat(overflow(browser)).as("nothing sticks out at %d px", width).isZero();
        assertSound(browser, width);
        shoot(browser, width);
      }
    } finally {
      browser.quit();
    }
  }

  private static void assertSound(ChromeDriver browser, int width) {
    Results results = new AxeBuilder().setLegacyMode(true).analyze(browser);
    assertThat(results.getErrorMessage()).isNull();
    assertThat(results.getPasses()).as("axe looked at it").hasSizeGreaterThan(10);
    assertThat(results.getViolations())
        .as("axe at %d px", width)
        .extracting(Rule::getId, rule -> rule.getNodes().toString())
        .isEmpty();
  }

  private static long overflow(ChromeDriver browser) {
    Object value =
        browser.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return value instanceof Number number ? number.longValue() : -1;
  }

  private static void shoot(ChromeDriver browser, int width) throws IOException {
    String pictures = System.getProperty("palisade.screenshots");
    if (pictures != null) {
      Object whole =
          browser
              .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
              .get("data");
      Files.write(
          Path.of(pictures, "incident-%d.png".formatted(width)),
          Base64.getDecoder().decode(String.valueOf(whole)));
    }
  }

  private static ChromeDriver browser() {
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(
                DRIVERS.stream().filter(Files::exists).findFirst().orElseThrow().toFile())
            .build(),
        options);
  }
}
