package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.palisade.cli.report.Period;
import dev.palisade.cli.report.Report;
import dev.palisade.cli.report.ReportPage;
import dev.palisade.cli.report.Reporter;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report: its page, its data, and its command. */
class ReportTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  @Test
  void countsEachFindingOnceByItsLatestCase() {
    Case first = verified(awaiting());
    Case again = later(awaiting());
    Report report = report("t", first, again);
    assertThat(report.posture().before().total()).isEqualTo(1);
    assertThat(report.posture().after().total()).isEqualTo(1);
    assertThat(report.controls().getFirst().findings().left()).isEqualTo(1);
    assertThat(report.cases()).hasSize(2);
  }

  @Test
  void tellsWhatWasMendedByItselfFromWhatPeopleApproved() {
    Report report = report("t", verified(awaiting()));
    assertThat(report.tiles().get(1).value()).isEqualTo("0");
    assertThat(report.tiles().get(2).value()).isEqualTo("1");
    assertThat(report.posture().words()).isEqualTo("1 finding (1 high) before; no findings after");
  }

  @Test
  void timesAreFromTheEventToItsEnd() {
    Report report = report("t", verified(awaiting()));
    assertThat(report.cases().getFirst().took()).isEqualTo("3.0 s");
    assertThat(report.times().getFirst().mean()).isEqualTo("3.0 s");
    assertThat(report.slowest().getFirst().size()).isEqualTo("1.0000");
    assertThat(report.times().getLast().count()).isEqualTo(1);
  }

  @Test
  void namesFromOutsideAreEscaped() {
    Case item = awaiting();
    Case nasty = item.to(CaseState.DENIED, "<script>alert(1)</script> & \"so\"", "eve", NOW);
    String page = ReportPage.of(report("<b>title</b>", nasty));
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
    assertThat(ReportPage.of(report("t"))).contains("There are none.");
  }

  @Test
  void theCommandWritesThePageAndSaysWhere() {
    bench.cases.put(verified(awaiting()));
    Path file = folder.resolve("r.html");
    assertThat(bench.run("", "report", "--out", file.toString())).isZero();
    assertThat(bench.out().strip()).isEqualTo(file.toString());
    assertThat(file).content().contains("churn-training");
    assertThat(bench.run("", "report", "--since", "soon")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "report", "--json", "--csv")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "report", "--since", "1d", "--until", "2d")).isEqualTo(Exit.USAGE);
  }

  @Test
  void theJsonIsAsItsSchemaSays() throws Exception {
    bench.cases.put(verified(awaiting()));
    bench.now = NOW.plus(Duration.ofMinutes(1));
    assertThat(bench.run("", "report", "--json", "--since", "30d")).isZero();
    assertThat(violations(bench.out())).isEmpty();
    assertThat(bench.json().at("/findings/mended").asInt()).isEqualTo(1);
    assertThat(bench.json().at("/mend/approved/medianSeconds").asDouble()).isEqualTo(3.0);
    assertThat(bench.json().at("/period/step").asText()).isEqualTo("DAY");
    assertThat(bench.json().at("/cases/0/state").asText()).isEqualTo("VERIFIED");
    assertThat(violations(bench.out().replace("\"posture\"", "\"postures\""))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--since 2026-12-01, 0",
    "--until 2026-11-25, 0",
    "--since 2026-11-25 --until 2026-11-26, 1",
    "--control S3.*, 1",
    "--control EC2.*, 0",
    "--account 222222222222, 1",
    "--account 999999999999, 0"
  })
  void isNarrowedByTimeControlAndAccount(String options, int cases) throws Exception {
    bench.cases.put(verified(awaiting()));
    bench.now = NOW.plus(Duration.ofMinutes(1));
    String[] arguments = ("report --json " + options).split(" ");
    assertThat(bench.run("", arguments)).isZero();
    assertThat(bench.json().path("cases")).hasSize(cases);
    assertThat(violations(bench.out())).isEmpty();
  }

  @Test
  void theCsvHasARowACase() {
    Case item = verified(awaiting());
    bench.cases.put(item.to(CaseState.UNDONE, "=cmd|' /C calc'!A0", "eve", NOW.plusSeconds(9)));
    bench.now = NOW.plus(Duration.ofMinutes(1));
    Path file = folder.resolve("cases.csv");
    assertThat(bench.run("", "report", "--csv", "--out", file.toString())).isZero();
    assertThat(bench.out()).isEmpty();
    assertThat(file)
        .content()
        .startsWith("id,control,severity,account,region,type,resource,caused,event,happened,")
        .contains("UNDONE,'=cmd|' /C calc'!A0,UNDONE,")
        .contains("Sam Sec")
        .endsWith(",0.000,3.000\r\n");
    assertThat(file).content().hasLineCount(2);
  }

  @Test
  void theChartsStyleSheetIsTheOneThatWasPublished() throws Exception {
    try (InputStream in = ReportPage.class.getResourceAsStream("charts.css/charts.min.css")) {
      byte[] content = Objects.requireNonNull(in).readAllBytes();
      assertThat(MessageDigest.getInstance("SHA-256").digest(content))
          .as("dist/charts.min.css of npm's charts.css 1.2.0")
          .asHexString()
          .isEqualToIgnoringCase(
              "edd9756a53c171ead90291cbfa24dfcdde44ec850f1eacd6bcfb8e40e9ebfe12");
    }
  }

  private static List<String> violations(String json) throws Exception {
    Path schema = Path.of("../../docs/report.schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(schema))
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private String page() {
    Case item = verified(awaiting());
    return ReportPage.of(report("Report of a test", item));
  }

  private Report report(String title, Case... cases) {
    return reporter(cases).page(title, NOW);
  }

  private Reporter reporter(Case... cases) {
    Period period = Period.untilNow(NOW.minus(Duration.ofDays(30)), NOW.plusSeconds(10));
    return new Reporter(
        List.of(cases),
        period,
        bench.domains().stream().flatMap(module -> module.domain().specs()).toList());
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
    return item.decided(approval)
        .to(CaseState.APPLYING, "approved", "palisade", NOW.plus(Duration.ofSeconds(2)))
        .to(CaseState.VERIFIED, "it holds", "palisade", NOW.plus(Duration.ofSeconds(3)));
  }
}
