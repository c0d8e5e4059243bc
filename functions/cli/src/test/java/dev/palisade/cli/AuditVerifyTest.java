package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.audit.LogDigest;
import dev.palisade.core.audit.SealedDigest;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.plan.Codec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log of one case and one freeze is whole; whatever is done to it afterwards is found. */
class AuditVerifyTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final Bench bench = new Bench();
  private final MemoryLog log = bench.log;
  private String first = "";
  private String last = "";

  @TempDir private Path folder;

  @BeforeEach
  void aCaseFromItsBeginningToItsEnd() {
    Case asked = bench.awaiting(folder);
    log.now = NOON.minus(Duration.ofHours(2));
    log.append(asked);
    Approval yes = new Approval("arn", "Sam Sec", true, asked.proposal().hash(), "seen", log.now);
    Case approved = asked.decided(yes);
    log.append(approved);
    Case applying = approved.to(CaseState.APPLYING, "begun", "palisade", log.now);
    log.append(applying);
    Case verified = applying.to(CaseState.VERIFIED, "it holds", "palisade", log.now);
    log.append(verified);
    log.append(
        JournalEntry.of("j-1", log.now, JournalEntry.Kind.FROZEN, "carol", "", "an incident"));
    bench.cases.put(verified);
    log.digest(NOON.minus(Duration.ofMinutes(80)));
    log.digest(NOON.minus(Duration.ofMinutes(20)));
    bench.now = NOON;
    first = key(asked);
    last = key(verified);
  }

  private static String key(Case item) {
    return "cases/%s/%06d.json".formatted(item.id(), item.trail().size());
  }

  private Case item() {
    return bench.cases.cases.values().iterator().next();
  }

  private void finds(String... words) {
    assertThat(bench.run("", "audit", "verify")).as(bench.out() + bench.err()).isEqualTo(1);
    assertThat(bench.out()).contains("broken").contains(words).contains("NOT whole");
  }

  private void tamper(String key, UnaryOperator<ObjectNode> change) throws Exception {
    ObjectNode json = (ObjectNode) Codec.plain().readTree(log.text(key));
    log.tamper(key, change.apply(json).toString());
  }

  /** What an attacker does who can forge everything but signatures: digests as if never made. */
  private void withoutDigests() {
    log.drop(LogDigest.FOLDER);
  }

  @Test
  void whatNobodyTouchedIsWhole() throws Exception {
    assertThat(bench.run("", "audit", "verify")).as(bench.out()).isZero();
    assertThat(bench.out().strip())
        .isEqualTo("1 cases, 1 journal entries, 2 digests: the record is whole");
    assertThat(bench.run("", "audit", "verify", "--json", "--since", "2026-11-25")).isZero();
    assertThat(bench.json().path("whole").asBoolean()).isTrue();
  }

  @Test
  void aTamperedEntryIsFoundByItsHash() throws Exception {
    withoutDigests();
    tamper(
        last,
        json -> {
          ((ObjectNode) json.path("trail").get(1)).put("by", "somebody else");
          return json;
        });
    finds(last, "entry 2 was altered");
  }

  @Test
  void aDroppedEntryIsFoundByItsNumber() throws Exception {
    withoutDigests();
    tamper(
        last,
        json -> {
          ((ArrayNode) json.path("trail")).remove(1);
          return json;
        });
    finds(last, "entry 2 does not follow the one before: it has number 3");
  }

  @Test
  void reorderedEntriesAreFound() throws Exception {
    withoutDigests();
    tamper(
        last,
        json -> {
          ArrayNode trail = (ArrayNode) json.path("trail");
          trail.insert(1, trail.remove(2));
          return json;
        });
    finds(last, "entry 2 does not follow the one before: it has number 3");
  }

  @Test
  void aTrailThatWasForgedAsAWholeIsFoundByTheObjectsBefore() throws Exception {
    withoutDigests();
    tamper(last, json -> json.set("trail", Codec.plain().valueToTree(forged(item()))));
    finds(last, "does not begin with the trail of the object before");
  }

  /** A trail that is whole in itself, and in which somebody else approved. */
  private static List<AuditEntry> forged(Case item) {
    List<AuditEntry> trail = new ArrayList<>();
    for (AuditEntry one : item.trail()) {
      String by = one.by().equals("Sam Sec") ? "mallory" : one.by();
      trail.add(
          AuditEntry.after(
              trail, one.caseId(), one.at(), one.stage(), by, one.note(), one.planHash()));
    }
    return trail;
  }

  @Test
  void aDroppedObjectIsFoundByTheDigest() {
    log.drop(first);
    finds(first, "is gone: digest 1 lists it");
  }

  @Test
  void aDroppedWholeCaseIsFound() {
    log.drop("cases/");
    bench.cases.cases.clear();
    finds(first, last, "is gone: digest 1 lists it");
  }

  @Test
  void aCaseDroppedFromTheTableAloneIsFound() {
    Case gone = item();
    bench.cases.cases.clear();
    finds("case " + gone.id(), "is in the log and not in the table");
  }

  @Test
  void aCaseDroppedFromTheLogAloneIsFoundEvenWithoutDigests() {
    withoutDigests();
    log.drop("cases/");
    finds("case " + item().id(), "is in the table and not in the log");
  }

  @Test
  void anApprovalThatWasPutIntoTheTableIsFound() throws Exception {
    ObjectNode json = Codec.plain().valueToTree(item());
    ((ObjectNode) json.path("approvals").get(0)).put("person", "mallory");
    bench.cases.put(read(json));
    finds("approvals in the table is another than in the log");
  }

  private static Case read(ObjectNode json) throws JsonProcessingException {
    return Codec.plain().treeToValue(json, Case.class);
  }

  @Test
  void whatBesideTheTrailWasChangedIsFoundByTheDigest() throws Exception {
    tamper(
        first,
        json -> {
          ((ObjectNode) json.path("origin")).put("person", "mallory");
          return json;
        });
    finds(first, "is another than the one that digest 1 lists");
  }

  @Test
  void aSecondVersionAndADeletionAreFound() {
    log.overwrite(first, "{}");
    log.objects.put(
        new dev.palisade.platform.audit.AuditObjects.Stored(last, "d-1", NOON, true), "");
    finds(first, "was written 2 times", last, "was deleted; 1 version(s)");
  }

  @Test
  void anEntryOfTheJournalThatWasChangedOrDroppedIsFound() throws Exception {
    String key = "people/2026-11-25/j-1.json";
    tamper(key, json -> json.put("note", "nothing"));
    finds(key, "was altered: its hash is another", "journal j-1");
    log.drop("people/");
    log.journal.clear();
    finds(key, "is gone: digest 1 lists it");
  }

  @Test
  void aDigestThatSomebodyElseSignedIsFound() {
    log.keys = MemoryLog.pair();
    finds(LogDigest.key(1), "is not signed by the hub's key");
  }

  @Test
  void aDigestThatWasChangedIsFound() throws Exception {
    SealedDigest sealed = Codec.plain().readValue(log.text(LogDigest.key(1)), SealedDigest.class);
    ObjectNode inner = (ObjectNode) Codec.plain().readTree(sealed.digest());
    ((ArrayNode) inner.path("objects")).remove(0);
    log.tamper(
        LogDigest.key(1),
        MemoryLog.json(
            new SealedDigest(
                inner.toString(), sealed.algorithm(), sealed.key(), sealed.signature())));
    finds(
        LogDigest.key(1),
        "is not signed by the hub's key",
        "does not follow digest 1",
        "is older than the last digest and in none");
  }

  @Test
  void aDroppedDigestIsFound() {
    log.drop(LogDigest.key(1));
    finds("digests before 2 are missing");
  }

  @Test
  void aDigestDroppedFromTheMiddleIsFound() {
    log.digest(NOON.minus(Duration.ofMinutes(1)));
    log.drop(LogDigest.key(2));
    finds("between digest 1 and 3 there is none");
  }

  @Test
  void whereTheLastDigestIsOldNobodyCanTell() {
    log.drop(LogDigest.key(2));
    assertThat(bench.run("", "audit", "verify")).isEqualTo(2);
    assertThat(bench.out()).contains("the last digest is of 2026-11-25T10:40:00Z");
  }

  @Test
  void withoutAnyDigestNobodyCanTell() {
    withoutDigests();
    assertThat(bench.run("", "audit", "verify")).isEqualTo(2);
    assertThat(bench.out()).contains("there is no digest").contains("it can't be told");
  }

  @Test
  void whatIsNewIsSaidToBeInNoDigestYet() {
    log.now = NOON.minus(Duration.ofMinutes(5));
    log.append(JournalEntry.of("j-2", log.now, JournalEntry.Kind.UNFROZEN, "carol", "", "over"));
    assertThat(bench.run("", "audit", "verify")).isZero();
    assertThat(bench.out()).contains("note people/2026-11-25/j-2.json is not yet in a digest");
  }

  @Test
  void whatTheLogHasNotYetIsToldFromWhatItLost() {
    Case more = item().to(CaseState.UNDONE, "asked", "Sam Sec", NOON.minusSeconds(30));
    bench.cases.put(more);
    assertThat(bench.run("", "audit", "verify")).isZero();
    assertThat(bench.out()).contains("are in the table and not in the log yet");
    bench.now = NOON.plus(Duration.ofMinutes(20));
    finds("are in the table and not in the log");
  }

  @Test
  void theKeyMayComeFromAFile() throws Exception {
    Path key = folder.resolve("key.der");
    Files.write(key, log.keys.getPublic().getEncoded());
    assertThat(bench.run("", "audit", "verify", "--key", key.toString())).isZero();
    Files.write(key, MemoryLog.pair().getPublic().getEncoded());
    assertThat(bench.run("", "audit", "verify", "--key", key.toString())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500, 501, 1203})
  void digestsTogetherListEveryObjectOnce(int many) throws Exception {
    MemoryLog other = new MemoryLog();
    for (int i = 0; i < many; i++) {
      other.now = NOON.plusMillis(i);
      other.append("alarms/%04d.json".formatted(i), "{}");
    }
    other.digest(NOON.plusSeconds(60));
    other.digest(NOON.plusSeconds(90));
    List<String> listed = new ArrayList<>();
    for (var stored : other.versions(LogDigest.FOLDER)) {
      SealedDigest sealed = Codec.plain().readValue(other.objects.get(stored), SealedDigest.class);
      LogDigest digest = Codec.plain().readValue(sealed.digest(), LogDigest.class);
      digest.objects().forEach(one -> listed.add(one.key()));
    }
    assertThat(listed).hasSize(many).doesNotHaveDuplicates();
  }
}
