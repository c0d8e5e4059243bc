package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.audit.JournalEntry.Kind;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says, in the forms that other programs read. */
class AuditExportTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  @BeforeEach
  void aCaseThatWasApprovedAndOneEntryOfEachKind() {
    Case asked = bench.awaiting(folder);
    Case approved =
        asked.decided(new Approval("arn", "Sam Sec", true, asked.proposal().hash(), "seen", NOON));
    List<Step> ledger =
        asked.steps().stream().map(one -> one.at(Step.Progress.DONE, NOON.plusSeconds(1))).toList();
    Case item =
        approved
            .to(CaseState.APPLYING, "begun", "palisade", NOON)
            .with(ledger)
            .to(CaseState.VERIFIED, "it holds", "palisade", NOON.plusSeconds(2));
    bench.cases.put(item);
    bench.log.now = NOON;
    bench.log.append(asked);
    bench.log.append(item);
    for (Kind kind : Kind.values()) {
      bench.log.append(
          JournalEntry.of("j-" + kind, NOON.plusSeconds(9), kind, "carol", "", "=1+1, \"so\""));
    }
  }

  private Case item() {
    return bench.cases.cases.values().iterator().next();
  }

  private List<JsonNode> ocsf(String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("audit", "export", "--format", "ocsf"));
    command.addAll(List.of(more));
    assertThat(bench.run(command.toArray(String[]::new))).as(bench.err()).isZero();
    List<JsonNode> events = new ArrayList<>();
    for (String line : bench.out().lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  @Test
  void jsonHasWhoDecidedAndWhatExactlyChanged() throws Exception {
    assertThat(bench.run("", "audit", "export", "--format", "json", "--case", item().id()))
        .isZero();
    JsonNode lines = bench.json();
    assertThat(lines)
        .filteredOn(one -> one.path("kind").asText().equals("DECISION"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.path("by").asText()).isEqualTo("Sam Sec");
          assertThat(one.path("what").asText()).contains("approved: seen");
          assertThat(one.path("planHash").asText()).isEqualTo(item().proposal().hash());
        });
    assertThat(lines)
        .filteredOn(one -> one.path("kind").asText().equals("CHANGE"))
        .hasSameSizeAs(item().steps())
        .allSatisfy(one -> {
          assertThat(one.path("action").asText()).startsWith("s3:Put");
          assertThat(one.path("what").asText()).startsWith("DONE: ");
          assertThat(one.path("after").isMissingNode()).isFalse();
        });
    assertThat(lines).noneMatch(one -> one.path("by").asText().equals("carol"));
  }

  @Test
  void csvIsQuotedAndNoFormula() throws Exception {
    Path file = folder.resolve("log.csv");
    assertThat(bench.run("", "audit", "export", "--person", "carol", "--out", file.toString()))
        .isZero();
    List<String> lines = Files.readString(file).lines().toList();
    assertThat(lines).hasSize(1 + Kind.values().length);
    assertThat(lines.getFirst()).startsWith("at,kind,caseId,control,");
    assertThat(lines.get(1)).contains(",\"'=1+1, \"\"so\"\"\",");
  }

  @Test
  void everyKindIsInItAndFiltersNarrow() throws Exception {
    bench.run("", "audit", "export", "--format", "json");
    assertThat(bench.json())
        .extracting(one -> one.path("kind").asText())
        .contains("STAGE", "DECISION", "CHANGE")
        .contains(List.of(Kind.values()).stream().map(Kind::name).toArray(String[]::new));
    bench.run(
        "",
        "audit",
        "export",
        "--format",
        "json",
        "--control",
        "S3.*",
        "--until",
        NOON.plusSeconds(1).toString());
    assertThat(bench.json()).isNotEmpty().allMatch(one -> one.has("caseId"));
    bench.run("", "audit", "export", "--format", "json", "--resource", "arn:aws:s3:::other");
    assertThat(bench.json()).isEmpty();
    bench.run("", "audit", "export", "--format", "json", "--since", "2026-11-26");
    assertThat(bench.json()).isEmpty();
  }

  /** The required attributes of base event, finding, compliance finding and entity management. */
  @Test
  void ocsfHasTheShapeOfItsClasses() throws Exception {
    List<JsonNode> events = ocsf();
    assertThat(events)
        .isNotEmpty()
        .allSatisfy(event -> {
          int type = event.path("class_uid").asInt();
          int activity = event.path("activity_id").asInt();
          assertThat(event.path("category_uid").asInt()).isEqualTo(type / 1000);
          assertThat(event.path("type_uid").asInt()).isEqualTo(type * 100 + activity);
          assertThat(event.path("time").asLong()).isGreaterThan(1_700_000_000_000L);
          assertThat(event.path("severity_id").isInt()).isTrue();
          assertThat(event.at("/metadata/version").asText()).isEqualTo("1.8.0");
          assertThat(event.at("/metadata/product/name").asText()).isEqualTo("Palisade");
          assertThat(event.path("status_id").isInt()).isTrue();
        });
    assertThat(events)
        .filteredOn(one -> one.path("class_uid").asInt() == 2003)
        .hasSize(item().trail().size() + item().steps().size())
        .allSatisfy(event -> {
          assertThat(event.path("activity_id").asInt()).isBetween(1, 3);
          assertThat(event.at("/finding_info/uid").asText()).isEqualTo(item().id());
          assertThat(event.at("/compliance/control").asText()).isEqualTo(item().control());
          assertThat(event.at("/resources/0/uid").asText()).isEqualTo(Bench.OPEN);
        });
    assertThat(events)
        .filteredOn(one -> one.path("class_uid").asInt() == 3004)
        .hasSameSizeAs(Kind.values())
        .allSatisfy(event -> {
          assertThat(event.at("/entity/name").asText()).isNotEmpty();
          assertThat(event.at("/actor/user/name").asText()).isEqualTo("carol");
          assertThat(event.path("activity_id").asInt()).isIn(1, 3, 4, 10, 11, 99);
        });
  }

  @Test
  void whatWasVerifiedPasses() throws Exception {
    JsonNode event = ocsf("--case", item().id()).getLast();
    assertThat(event.at("/compliance/status").asText()).isEqualTo("Pass");
    assertThat(event.path("activity_id").asInt()).isEqualTo(3);
    assertThat(event.path("status_id").asInt()).isEqualTo(4);
  }
}
