package dev.palisade.cli;

import static dev.palisade.cli.MemoryTrail.HERE;
import static dev.palisade.cli.MemoryTrail.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.Digest;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/** {@code palisade incident}: whom it asks for what, what it finds, and what it says is missing. */
class IncidentTest {

  static final String ROLE = "arn:aws:iam::222222222222:role/ml-engineer";
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  @BeforeEach
  void happen() {
    Incidents.happen(bench);
  }

  @ParameterizedTest
  @CsvSource({
    // what is asked for, how many calls are about it, how many more are around it
    "arn:aws:s3:::churn-training, 3, 3",
    "arn:aws:iam::222222222222:role/ml-engineer, 4, 1",
    "arn:aws:sts::222222222222:assumed-role/ml-engineer/eve, 3, 1",
    "arn:aws:iam::222222222222:user/ana, 2, 2",
    "ASIAEVE0EVE0EVE0, 4, 1",
    "198.51.100.7, 3, 1",
    "198.51.100.0/24, 3, 1",
  })
  void findsByResourcePrincipalKeyAndAddress(String subject, int direct, int around)
      throws Exception {
    bench.run("", "incident", subject, "--json");
    assertThat(calls("DIRECT")).as("direct").hasSize(direct);
    assertThat(calls("AROUND")).as("around").hasSize(around);
  }

  private List<String> calls(String near) throws Exception {
    return StreamSupport.stream(bench.json().path("moments").spliterator(), false)
        .filter(one -> one.path("kind").asText().equals("CALL"))
        .filter(one -> one.path("near").asText().equals(near))
        .map(one -> one.path("what").asText())
        .toList();
  }

  @Test
  void tellsWhoTouchedWhichAiDataAndModels() throws Exception {
    bench.run("", "incident", ROLE, "--json");
    JsonNode first = bench.json().path("touches").path(0);
    assertThat(first.path("who").asText()).isEqualTo(ROLE);
    assertThat(bench.json().path("touches").toString())
        .contains("foundation-model/anthropic.claude-3", "an AI resource by nature")
        .contains("training input of job churn-42");
    bench.run("", "incident", ROLE);
    assertThat(bench.out())
        .contains("AI data and models, and who touched them")
        .contains("1 refused (InvokeModel)");
  }

  @Test
  void aCaseItsStagesAndPeopleStandInTheTimeline() throws Exception {
    Case item = bench.awaiting(folder);
    bench.log.append(
        JournalEntry.of(
            "j1",
            NOW.minusSeconds(60),
            JournalEntry.Kind.REFUSED,
            "eve",
            item.id(),
            "may not approve her own change"));
    bench.log.append(
        JournalEntry.of(
            "j2",
            NOW.minusSeconds(90),
            JournalEntry.Kind.FROZEN,
            "sec",
            "",
            "all writes are stopped"));
    bench.log.append(
        JournalEntry.of(
            "j3",
            NOW.minusSeconds(90),
            JournalEntry.Kind.REFUSED,
            "bob",
            "c-zzzzzzzzzz",
            "about something else"));
    bench.now = NOW.plusSeconds(1);
    assertThat(bench.run("", "incident", Bench.OPEN, "--json")).isEqualTo(Exit.REMAINS);
    assertThat(bench.out())
        .contains("\"kind\" : \"FINDING\"", "S3.PublicAccess does not hold", item.id())
        .contains("\"kind\" : \"STAGE\"", "AWAITING_APPROVAL")
        .contains("\"kind\" : \"REFUSAL\"", "may not approve her own change")
        .contains("\"kind\" : \"FREEZE\"")
        .doesNotContain("about something else");
    assertThat(bench.json().path("cases").path(0).path("near").asText()).isEqualTo("DIRECT");
  }

  @Test
  void aCaseOfWhatAPrincipalTouchedStandsAroundIt() throws Exception {
    bench.awaiting(folder);
    bench.now = NOW.plusSeconds(1);
    assertThat(bench.run("", "incident", ROLE, "--json")).isZero();
    assertThat(bench.json().path("cases").path(0).path("near").asText()).isEqualTo("AROUND");
  }

  @Test
  void asksNoFasterThanTwiceASecondAndPlace() {
    for (int i = 0; i < 130; i++) {
      bench.trail.add(
          HERE, Incidents.record("x" + i, NOW.minusSeconds(100 + i), "203.0.113.77", "ASIAX"));
    }
    assertThat(bench.run("", "incident", "203.0.113.77")).isZero();
    List<Instant> here = bench.trail.asked.subList(0, 3);
    assertThat(Duration.between(here.get(0), here.get(2))).isEqualTo(Duration.ofSeconds(1));
    assertThat(bench.trail.requests.getFirst().maxResults()).isEqualTo(50);
    assertThat(bench.err()).contains("page 2").contains("asking for everything");
  }

  @Test
  void namesWhereItStopped() {
    for (int i = 0; i < 130; i++) {
      bench.trail.add(
          HERE, Incidents.record("x" + i, NOW.minusSeconds(100 + i), "203.0.113.77", "ASIAX"));
    }
    bench.run("", "incident", "203.0.113.77", "--max-events", "60");
    assertThat(bench.out())
        .contains("stopped after 100 records of one question")
        .contains("narrow the time, or raise --max-events");
  }

  @Test
  void goesOnWithoutAPlaceThatCantBeReadAndSaysSo() {
    bench.trail.closed.add(HOME);
    assertThat(bench.run("", "incident", ROLE)).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains("account 222222222222, region us-east-1 could not be read: not authorized");
    assertThat(bench.out()).as("read whole where it can be").contains("s3:PutBucketPolicy");
    assertThat(bench.err().lines().filter(line -> line.contains("us-east-1: asking")))
        .as("a closed place is asked once")
        .hasSize(1);
  }

  @Test
  void aRoleWithManySessionsIsReadWholeInsteadOfKeyByKey() {
    for (int i = 0; i < 25; i++) {
      bench.trail.add(
          HOME, Incidents.assumed("s" + i, NOW.minusSeconds(500 + i), "ASIAS" + i), ROLE);
    }
    assertThat(bench.run("", "incident", ROLE)).isZero();
    assertThat(bench.trail.requests).anyMatch(one -> one.lookupAttributes().isEmpty());
    assertThat(bench.trail.requests.stream().filter(IncidentTest::byKey)).isEmpty();
  }

  private static boolean byKey(LookupEventsRequest request) {
    return request.lookupAttributes().stream()
        .anyMatch(one -> one.attributeValue().startsWith("ASIAS"));
  }

  @Test
  void anUnknownArnEndsWithAClearMessage() {
    assertThat(bench.run("", "incident", "arn:aws:s3:::nobody-knows-me", "--since", "7d"))
        .isEqualTo(Exit.FAILED);
    assertThat(bench.out()).isEmpty();
    assertThat(bench.err())
        .contains("nothing is known of arn:aws:s3:::nobody-knows-me between 2026-11-18")
        .contains("account 222222222222, region eu-central-1");
  }

  @ParameterizedTest
  @CsvSource({
    "churn-training, --since, 1h",
    "arn:aws:s3:::b, --since, soon",
    "arn:aws:s3:::b, --until, 2d",
    "arn:aws:s3:::b, --max-events, 0",
    "arn:aws:s3:::b, --max-events, many",
  })
  void wrongUsageIsSaid(String subject, String option, String value) {
    assertThat(bench.run("", "incident", subject, option, value)).isEqualTo(Exit.USAGE);
    assertThat(bench.out()).isEmpty();
  }

  @Test
  void moreThanNinetyDaysAreNotKept() {
    bench.run("", "incident", Bench.OPEN, "--since", "120d");
    assertThat(bench.out()).contains("goes back 90 days, to 2026-08-27");
  }

  @Test
  void theSameTwiceIsTheSameJson() {
    bench.run("", "incident", ROLE, "--json", "--until", "2026-11-25T10:00:00Z");
    String once = bench.out();
    bench.now = NOW;
    bench.run("", "incident", ROLE, "--json", "--until", "2026-11-25T10:00:00Z");
    assertThat(bench.out()).isEqualTo(once);
  }

  @Test
  void whatStrangersWroteObeysNoTerminal() {
    bench.trail.add(
        HERE,
        Incidents.record("esc", NOW.minusSeconds(5), "203.0.113.78", "ASIAX")
            .replace("GetBucketPolicy", "\\u001b[2J\\u202egnihton"));
    bench.run("", "incident", "203.0.113.78");
    assertThat(bench.out())
        .contains("?[2J?gnihton")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @Test
  void anExportCanBeCheckedByItsSums() throws Exception {
    Path into = folder.resolve("evidence");
    assertThat(bench.run("", "incident", ROLE, "--export", into.toString()))
        .as(bench.err())
        .isZero();
    List<String> sums = Files.readAllLines(into.resolve("SHA256SUMS"));
    assertThat(sums).hasSize(7);
    for (String sum : sums) {
      byte[] bytes = Files.readAllBytes(into.resolve(sum.substring(66)));
      assertThat(Digest.ofBytes(bytes)).as(sum.substring(66)).isEqualTo(sum.substring(0, 64));
    }
    assertThat(Files.readAllLines(into.resolve("records/cloudtrail.jsonl")))
        .hasSize(5)
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(into.resolve("timeline.csv")).content().startsWith("at,kind,near,who,what");
    assertThat(into.resolve("incident.html")).content().contains("<svg");
    assertThat(bench.run("", "incident", ROLE, "--export", into.toString()))
        .as("evidence is not written over")
        .isEqualTo(Exit.USAGE);
  }
}
