package dev.palisade.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page in Chromium, at a desk's and a phone's width, signed in at the stand-in of a provider.
 * {@code -Dpalisade.screenshots=FOLDER} keeps pictures for the docs.
 */
@EnabledIf("hasChromium")
class BrowserTest {

  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/local/bin/chromedriver"));
  private static final String ID = "c-16gi0i8kn06";

  private static Standin provider;
  private static ChromeDriver browser;

  private final Rig rig = new Rig();
  private LocalServer server;

  static boolean hasChromium() {
    return DRIVERS.stream().anyMatch(Files::exists);
  }

  @BeforeAll
  static void start() {
    provider = new Standin();
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(
                    DRIVERS.stream().filter(Files::exists).findFirst().orElseThrow().toFile())
                .build(),
            options);
  }

  @AfterAll
  static void stop() {
    browser.quit();
    provider.close();
  }

  @BeforeEach
  void serve() throws IOException {
    server = new LocalServer(rig.handler);
    rig.registration = provider.register(server.address);
    rig.waiting(ID);
    rig.waiting("c-bbbbbbbbbb", json -> BrowserTest.other(json, "churn"));
    rig.fixed("c-cccccccccc", json -> BrowserTest.other(json, "<b>hostile</b>"));
    browser.manage().deleteAllCookies();
    // What an earlier test provoked is not this one's.
    browser.manage().logs().get(LogType.BROWSER);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static void other(ObjectNode json, String name) {
    json.put("control", "S3.PublicAccess");
    json.put("title", "Buckets of AI workloads block all public access");
    json.put("severity", "HIGH");
    ObjectNode resource = (ObjectNode) json.get("resource");
    resource.put("arn", "arn:aws:s3:::features-of-" + name).put("account", "333333333333");
  }

  private void at(int width) {
    browser.manage().window().setSize(new Dimension(width, width < 600 ? 844 : 900));
  }

  private void signIn(String person) {
    browser.get(server.address + "/cases");
    click(By.linkText("Sign in"));
    click(By.cssSelector("button[value='%s']".formatted(person)));
    assertThat(browser.getCurrentUrl()).isEqualTo(server.address + "/cases");
  }

  /** Clicks, and waits for the page that comes. */
  private static void click(By what) {
    WebElement old = browser.findElement(By.tagName("html"));
    browser.findElement(what).click();
    new WebDriverWait(browser, Duration.ofSeconds(20))
        .until(driver -> !driver.findElement(By.tagName("html")).equals(old));
  }

  private static void click(String button) {
    click(By.xpath("//button[normalize-space()='%s']".formatted(button)));
  }

  private static String text() {
    return browser.findElement(By.tagName("body")).getText();
  }

  private static WebElement field(String id) {
    return browser.findElement(By.id(id));
  }

  /** What holds on every page: nothing sticks out, nothing is blocked, axe has no complaint. */
  private static void assertSound(String what) {
    assertThat(number("return document.documentElement.scrollWidth - innerWidth"))
        .as(what + ": nothing sticks out")
        .isLessThanOrEqualTo(0);
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .as(what + ": the browser has no complaint")
        .filteredOn(entry -> entry.getMessage().contains("Content Security Policy"))
        .isEmpty();
    Results results = new AxeBuilder().setLegacyMode(true).analyze(browser);
    assertThat(results.getErrorMessage()).isNull();
    assertThat(results.getPasses()).as(what + ": axe looked at it").hasSizeGreaterThan(10);
    assertThat(results.getViolations())
        .as(what + ": axe")
        .extracting(Rule::getId, rule -> rule.getNodes().toString())
        .isEmpty();
  }

  private static long number(String script) {
    return browser.executeScript(script) instanceof Number number ? number.longValue() : -1;
  }

  private static void shoot(String name) {
    String folder = System.getProperty("palisade.screenshots");
    if (folder != null) {
      try {
        Object whole =
            browser
                .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.write(
            Path.of(folder, "page-%s.png".formatted(name)),
            Base64.getDecoder().decode(String.valueOf(whole)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 390})
  void anApproverSignsInFiltersReadsAndApproves(int width) {
    at(width);
    browser.get(server.address + "/cases");
    assertSound("sign-in");
    signIn("u-alice");
    assertThat(text()).contains("2 cases.", "alice@example.com", "approver");
    assertSound("cases");
    shoot("cases-" + width);

    new Select(field("severity")).selectByVisibleText("Critical");
    click("Show");
    assertThat(text()).contains("1 case.", "churn-training").doesNotContain("features-of");
    click(By.partialLinkText("open to nobody by policy"));
    assertThat(text())
        .contains("What it is about", "Remove the statement Everyone", "If nobody decides");
    assertSound("case");
    shoot("case-" + width);

    field("reason").sendKeys("Only the trainer reads it.");
    click("Approve the plan");
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("You approved the plan.");
    assertThat(text()).contains("alice@example.com approved");
    assertThat(rig.cases.find(ID).orElseThrow().isApproved()).isTrue();
    assertSound("approved");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 390})
  void anOperatorExemptsAndFreezes(int width) {
    at(width);
    signIn("u-ops");
    click(By.linkText("Exemptions"));
    field("resource").sendKeys("arn:aws:s3:::public-samples");
    field("reason").sendKeys("Samples that everybody may read.");
    click("Give the exemption");
    assertThat(text()).contains("The exemption is given.", "public-samples");
    assertSound("exemptions");
    shoot("exemptions-" + width);

    click(By.linkText("Freeze"));
    field("reason").sendKeys("A model release is on until noon.");
    click("Freeze all writes");
    assertSound("freeze");
    shoot("freeze-" + width);
    for (String page : new String[] {"/cases", "/cases/c-cccccccccc", "/fix", "/undo", "/me"}) {
      browser.get(server.address + page);
      assertThat(text()).as(page).contains("Frozen.", "A model release is on until noon.");
      assertSound(page);
    }
    browser.get(server.address + "/freeze");
    click("Lift the freeze");
    assertThat(text()).contains("The freeze is lifted").doesNotContain("A model release");
  }

  @Test
  void itStandsInTheDarkAndAtTheNarrowestPhone() {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
    try {
      signIn("u-ops");
      for (String page :
          new String[] {"/cases", "/cases/" + ID, "/exemptions", "/freeze", "/fix", "/undo"}) {
        browser.get(server.address + page);
        assertSound(page + " in the dark");
      }
      browser.get(server.address + "/cases/" + ID);
      shoot("case-dark");
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
      browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }
  }

  @Test
  void aKeyboardIsEnough() {
    at(1280);
    signIn("u-alice");
    browser.get(server.address + "/cases/" + ID);
    browser.findElement(By.tagName("body")).sendKeys(Keys.TAB);
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Skip to the content");
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
    assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("main");
    for (int i = 0; i < 40 && !"reason".equals(focused()); i++) {
      browser.switchTo().activeElement().sendKeys(Keys.TAB);
    }
    browser.switchTo().activeElement().sendKeys("By keyboard", Keys.TAB);
    WebElement old = browser.findElement(By.tagName("html"));
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
    new WebDriverWait(browser, Duration.ofSeconds(20))
        .until(driver -> !driver.findElement(By.tagName("html")).equals(old));
    assertThat(rig.cases.find(ID).orElseThrow().approvals())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).isEqualTo("By keyboard"));
  }

  private static String focused() {
    return String.valueOf(browser.switchTo().activeElement().getDomAttribute("id"));
  }

  @ParameterizedTest
  @CsvSource({"u-guest,has not verified", "cancel,did not sign you in"})
  void whoIsRefusedReadsWhy(String person, String why) {
    at(390);
    browser.get(server.address + "/cases");
    click(By.linkText("Sign in"));
    click(By.cssSelector("button[value='%s']".formatted(person)));
    assertThat(text()).contains(why);
    assertSound("refused");
    browser.get(server.address + "/cases");
    assertThat(text()).doesNotContain("churn");
  }

  @Test
  void signingOutForgetsTheBrowser() {
    at(1280);
    signIn("u-alice");
    click("Sign out");
    assertThat(text()).contains("You are signed out here");
    browser.navigate().back();
    new WebDriverWait(browser, Duration.ofSeconds(20))
        .until(driver -> text().contains("Sign in to go on."));
    assertThat(text()).doesNotContain("churn-training");
  }

  @Test
  void noScriptRunsWhateverAPageSays() {
    at(1280);
    signIn("u-alice");
    browser.get(server.address + "/cases?state=all");
    assertThat(text()).contains("features-of-<b>hostile</b>");
    assertThat(
            browser.executeScript(
                "const s = document.createElement('script');"
                    + "s.textContent = 'window.ran = 1';"
                    + "document.body.append(s); return String(window.ran)"))
        .isEqualTo("undefined");
  }
}
