package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.doctor.Check;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.ticket.FiledTicket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The people's side: cases, decisions, undo, freeze, replay. */
class HubCommandsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  @Test
  void casesListsAndSaysThatSomeAreOpen() throws Exception {
    assertThat(bench.run("", "cases")).isZero();
    assertThat(bench.out()).contains("no cases");
    Case item = bench.awaiting(folder);
    assertThat(bench.run("", "cases")).isEqualTo(Exit.REMAINS);
    assertThat(bench.out()).contains(item.id()).contains("AWAITING_APPROVAL");
    assertThat(bench.run("", "cases", "--state", "verified", "--json")).isZero();
    assertThat(bench.json()).isEmpty();
  }

  @Test
  void oneCaseIsShownWithItsTrail() throws Exception {
    Case item = bench.awaiting(folder);
    bench.run("", "cases", item.id());
    assertThat(bench.out()).contains("the trail is whole").contains("tagged palisade:workload");
    bench.run("", "cases", item.id(), "--json");
    assertThat(bench.json().get(0).path("whole").asBoolean()).isTrue();
    assertThat(bench.json().get(0).path("plan").path("changes")).hasSize(1);
  }

  @Test
  void aCaseShowsItsTicketAndWhyItHasNone() throws Exception {
    Case item = bench.awaiting(folder);
    FiledTicket claimed =
        FiledTicket.claimed(item.id(), "jira", "", "palisade-key", "ml@example.com", NOW);
    bench.cases.tickets.put(item.id(), claimed.failed("create: 401", true, false, NOW));
    bench.run("", "cases", item.id());
    assertThat(bench.out()).contains("ticket: jira", "refused", "create: 401", "ml@example.com");
    bench.cases.tickets.put(
        item.id(), claimed.opened("SEC-7", "SEC-7", "https://jira.example/SEC-7", 1, NOW));
    bench.run("", "cases", item.id());
    assertThat(bench.out()).contains("SEC-7  https://jira.example/SEC-7  open");
  }

  @Test
  void anUnknownCaseFails() {
    assertThat(bench.run("", "cases", "c-none")).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("there is no case c-none");
  }

  @Test
  void approveRecordsThePersonAndFollowsTheFunction() {
    Case item = bench.awaiting(folder);
    bench.onSend =
        () -> {
          Case approved = bench.cases.cases.get(item.id());
          bench.cases.put(
              approved
                  .to(CaseState.APPLYING, "approved", "palisade", NOW)
                  .to(CaseState.VERIFIED, "it holds", "palisade", NOW));
        };
    assertThat(bench.run("", "approve", item.id(), "--reason", "looks right")).isZero();
    Case end = bench.cases.cases.get(item.id());
    assertThat(end.approvals().getFirst().person()).isEqualTo("Sam Sec");
    assertThat(end.approvals().getFirst().reason()).isEqualTo("looks right");
    assertThat(bench.sent)
        .singleElement()
        .asString()
        .startsWith("palisade-desk | DECIDE | {case=" + item.id() + ", plan=")
        .endsWith("reason=looks right, yes=true}");
    assertThat(bench.err()).contains("APPLYING").contains("it holds");
  }

  @Test
  void nobodyApprovesWhatTheyCaused() {
    Case item = bench.awaiting(folder);
    bench.me = Bench.ME;
    assertThat(bench.run("", "approve", item.id())).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("caused the change");
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void denyEndsTheCase() {
    Case item = bench.awaiting(folder);
    assertThat(bench.run("", "deny", item.id(), "--reason", "on purpose")).isZero();
    assertThat(bench.cases.cases.get(item.id()).state()).isEqualTo(CaseState.DENIED);
    assertThat(bench.sent).singleElement().asString().contains("yes=false");
  }

  @Test
  void undoFollowsToTheEnd() {
    Case item = verified();
    bench.onSend =
        () ->
            bench.cases.put(
                bench.cases.cases.get(item.id()).to(CaseState.UNDONE, "put back", "Sam Sec", NOW));
    assertThat(bench.run("", "undo", item.id(), "--force")).isZero();
    assertThat(bench.sent.getFirst())
        .isEqualTo("palisade-desk | UNDO | {case=" + item.id() + ", force=true}");
  }

  @Test
  void anUndoThatIsRefusedFails() {
    Case item = verified();
    bench.onSend =
        () ->
            bench.cases.put(
                bench
                    .cases
                    .cases
                    .get(item.id())
                    .to(CaseState.VERIFIED, "undo refused: it changed", "Sam Sec", NOW));
    assertThat(bench.run("", "undo", item.id())).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("undo refused: it changed");
  }

  @Test
  void aBadDayIsUndoneFromItsEnd() {
    Case item = verified();
    bench.onSend =
        () ->
            bench.cases.put(
                bench.cases.cases.get(item.id()).to(CaseState.UNDONE, "put back", "Sam Sec", NOW));
    assertThat(bench.run("", "undo", "--all", "--since", "2h")).isZero();
    assertThat(bench.sent)
        .containsExactly(
            "palisade-desk | UNDO_ALL | {force=false, since=" + bench.now.minusSeconds(7200) + "}");
    assertThat(bench.out()).contains(item.id()).contains("UNDONE");
  }

  @Test
  void allIsUndoneOnlySinceATime() {
    assertThat(bench.run("", "undo", "--all")).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("--since");
    assertThat(bench.run("", "undo", "--all", "--since", "noon")).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("not noon");
    assertThat(bench.run("", "undo")).isEqualTo(Exit.FAILED);
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void aFindingMayStandForATime() {
    Case item = bench.awaiting(folder);
    assertThat(bench.run("", "exempt", item.id(), "--reason", "an audit", "--for", "7d")).isZero();
    assertThat(bench.sent.getFirst()).contains("case=" + item.id()).contains("lasts=PT168H");
    assertThat(bench.run("", "exempt")).isZero();
    assertThat(bench.out()).contains("x-1").contains("an audit");
    bench.now = bench.now.plusSeconds(8 * 86_400);
    assertThat(bench.run("", "exempt")).isZero();
    assertThat(bench.out()).contains("nothing is exempt");
  }

  @Test
  void anExemptionNeedsAnEnd() {
    assertThat(bench.run("", "exempt", "c-1", "--reason", "because")).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("--for 7d");
    assertThat(bench.run("", "exempt", "c-1", "--for", "soon")).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("is no time");
  }

  @Test
  void whatWasNeverAppliedCantBeUndone() {
    Case item = bench.awaiting(folder);
    assertThat(bench.run("", "undo", item.id())).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("nothing to undo");
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void freezeReturnsWhenNothingIsUnderWay() throws Exception {
    bench.cases.leases.addAll(List.of(3L, 3L, 1L, 0L));
    assertThat(bench.run("", "freeze", "--reason", "incident 7", "--json")).isZero();
    assertThat(bench.json().path("underWay").asInt()).isZero();
    assertThat(bench.json().path("seconds").asDouble()).isEqualTo(1.5);
    assertThat(bench.json().path("reason").asText()).isEqualTo("incident 7");
    assertThat(bench.err()).contains("3 cases are being applied").contains("1 cases are");
  }

  @Test
  void freezeSaysWhenSomethingStillRuns() {
    for (int i = 0; i < 5000; i++) {
      bench.cases.leases.add(1L);
    }
    assertThat(bench.run("", "freeze")).isEqualTo(Exit.REMAINS);
    assertThat(bench.out()).contains("1 cases are still being applied");
  }

  @Test
  void unfreezeGoesOnWithWhatWaited() throws Exception {
    Case item = bench.awaiting(folder);
    bench.cases.put(item.to(CaseState.AWAITING_APPROVAL, "a freeze is in force", "palisade", NOW));
    bench.cases.freeze = new Freeze("sam", "incident", NOW);
    assertThat(bench.run("", "unfreeze", "--json")).isZero();
    assertThat(bench.json().path("resumed").asInt()).isEqualTo(1);
    assertThat(bench.cases.freeze()).isEmpty();
    assertThat(bench.sent).containsExactly("palisade-desk | UNFREEZE | {}");
  }

  @Test
  void replayGoesOutUnderANewIdAndFollowsItsCases() throws Exception {
    Case item = verified();
    bench.onSend =
        () -> {
          String happening = happening(bench.sent.getLast());
          bench.cases.ends.add(new EventEnd(happening, "data", List.of(item.id()), "", NOW));
        };
    Path file = Files.writeString(folder.resolve("event.json"), EVENT);
    assertThat(bench.run("", "replay", file.toString(), "--json")).isZero();
    assertThat(bench.sent.getFirst()).startsWith("palisade.replay | Palisade Replay | {\"event\"");
    assertThat(happening(bench.sent.getFirst())).isNotEqualTo("t-1");
    assertThat(bench.json().get(0).path("id").asText()).isEqualTo(item.id());
  }

  @Test
  void anEventThatNobodyRecordsFails() throws Exception {
    Path file = Files.writeString(folder.resolve("event.json"), EVENT);
    assertThat(bench.run("", "replay", file.toString(), "--keep-id")).isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("nothing was recorded of event t-1");
  }

  @Test
  void fixRemotelyNamesTheResourceToItsDomain() {
    bench.onSend =
        () -> bench.cases.ends.add(new EventEnd("event-1", "data", List.of(), "it holds", NOW));
    assertThat(bench.run("", "fix", Bench.OPEN, "--remote", "--account", MemoryBuckets.ACCOUNT))
        .isZero();
    assertThat(bench.sent.getFirst())
        .startsWith("palisade-desk | FIX | {account=222222222222, ask=false, control=")
        .contains("domain=data")
        .contains("type=AWS::S3::Bucket");
    assertThat(bench.err()).contains("data: it holds");
  }

  @Test
  void aBucketsAccountMustBeSaid() {
    assertThat(bench.run("", "fix", Bench.OPEN, "--remote")).isEqualTo(Exit.USAGE);
    assertThat(bench.err()).contains("say --account");
  }

  @Test
  void doctorEndsByTheWorstThatItFound() throws Exception {
    Check good = new Check("hub", "the bus is there", Check.Status.OK, "palisade", "");
    Check odd = new Check("hub", "no dead letters", Check.Status.WARN, "2", "look at them");
    Check bad = new Check("222222222222", "the role", Check.Status.FAIL, "none", "deploy it");
    bench.checks = List.of(good);
    assertThat(bench.run("", "doctor")).isZero();
    bench.checks = List.of(good, odd);
    assertThat(bench.run("", "doctor")).isEqualTo(Exit.REMAINS);
    bench.checks = List.of(good, odd, bad);
    assertThat(bench.run("", "doctor")).isEqualTo(Exit.FAILED);
    assertThat(bench.out()).contains("to do: deploy it");
    bench.run("", "doctor", "--json");
    assertThat(bench.json().findValuesAsText("status")).containsExactly("OK", "WARN", "FAIL");
  }

  private Case verified() {
    Case item =
        bench
            .awaiting(folder)
            .to(CaseState.APPLYING, "approved", "palisade", NOW)
            .to(CaseState.VERIFIED, "it holds", "palisade", NOW);
    bench.cases.put(item);
    return item;
  }

  private static String happening(String sent) {
    return sent.replaceAll(".*\"eventID\":\"([^\"]+)\".*", "$1");
  }

  private static final String EVENT =
      """
      {"id":"e-1","source":"aws.s3","detail-type":"AWS API Call via CloudTrail",
       "account":"222222222222","region":"us-east-1","time":"2026-11-25T10:00:00Z",
       "resources":[],"detail":{"eventID":"t-1","eventName":"DeleteBucketPolicy"}}
      """;
}
