package dev.palisade.chatops.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People in Slack, from the signed request to what they see. */
class ConversationTest {

  private static final String STALE = Samples.ID + " " + "0".repeat(64);

  private final Rig rig = new Rig(10);

  @AfterEach
  void end() {
    rig.close();
  }

  private void asked() {
    rig.desk.put(Samples.waiting());
    assertThat(rig.tell(Samples.ID)).isZero();
  }

  @Test
  void anApprovalIsDecidedOnceAndTheMessageSaysSo() {
    asked();
    assertThat(rig.seen()).contains("[Approve]", "CRITICAL", "0 of 1 approvals");

    JsonNode pressed = rig.press("U0ALICE", Actions.APPROVE, Map.of());
    assertThat(pressed.get("status").asInt()).isEqualTo(200);
    List<SlackRequest> requests = List.copyOf(rig.queue);
    assertThat(rig.work()).isZero();

    assertThat(rig.desk.writes).containsExactly("approve c-abcdefghij alice@example.com");
    assertThat(rig.seen()).contains("1 of 1 approvals", "approved by alice@example.com");
    assertThat(rig.whispered()).contains("You approved `c-abcdefghij`");

    // The queue delivers at least once.
    assertThat(rig.deliver(requests.stream().map(Rig::json).toList())).isZero();
    assertThat(rig.desk.writes).hasSize(1);
    assertThat(rig.slack.whispers()).hasSize(1);
  }

  @Test
  void aDenialLeavesNoButtons() {
    asked();
    rig.press("U0ALICE", Actions.DENY, Map.of());
    assertThat(rig.work()).isZero();

    assertThat(rig.desk.writes).containsExactly("deny c-abcdefghij alice@example.com");
    assertThat(rig.seen()).contains("Denied; nothing was changed").doesNotContain("[Approve]");
  }

  @Test
  void aTicketMayBeOpenedInstead() {
    asked();
    rig.press("U0ALICE", Actions.TICKET, Map.of());
    assertThat(rig.work()).isZero();

    assertThat(rig.desk.writes).containsExactly("ticket c-abcdefghij");
    assertThat(rig.seen()).contains("Somebody has to act by hand").doesNotContain("[Approve]");
  }

  /** Who presses what, with which plan; all signed and fresh. */
  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("U0BOB", Actions.APPROVE, Map.of(), "may not decide"),
        arguments("U0EVE", Actions.APPROVE, Map.of(), "may not"),
        arguments("U0GUEST", Actions.APPROVE, Map.of(), "guests can't decide"),
        arguments("U0SINGLE", Actions.APPROVE, Map.of(), "guests can't decide"),
        arguments("U0STRANGER", Actions.APPROVE, Map.of(), "another workspace"),
        arguments("U0PARTNER", Actions.APPROVE, Map.of(), "another workspace"),
        arguments("U0BOT", Actions.APPROVE, Map.of(), "apps and bots"),
        arguments("U0GONE", Actions.APPROVE, Map.of(), "deactivated"),
        arguments("U0NEW", Actions.APPROVE, Map.of(), "not confirmed"),
        arguments("U0SILENT", Actions.APPROVE, Map.of(), "no e-mail address"),
        arguments("U0NOWHERE", Actions.APPROVE, Map.of(), "does not know you"),
        arguments("U0ALICE", Actions.APPROVE, Map.of("value", STALE), "another plan by now"),
        arguments("U0ALICE", Actions.TICKET, Map.of("value", STALE), "another plan by now"),
        arguments("U0ALICE", Actions.EXEMPT, Map.of("value", STALE), "another plan by now"),
        arguments("U0ALICE", Actions.APPROVE, Map.of("value", "c-zzzzzzzzzz 1"), "no case"),
        arguments("U0ALICE", Actions.APPROVE, Map.of("value", "nonsense"), "not one of Palisade's"),
        arguments("U0ALICE", "palisade.obey", Map.of("value", STALE), "not one of Palisade's"),
        arguments("U0ALICE", Actions.UNDO, Map.of("value", STALE), "may not undo"),
        arguments("U0ALICE", Actions.UNDO_ALL, Map.of("value", "2026-11-25T00:00:00Z"), "may not"));
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("refused")
  void refuses(String user, String action, Map<String, String> more, String why) {
    asked();
    Case before = rig.desk.cases.get(Samples.ID);

    JsonNode pressed = rig.press(user, action, more);
    assertThat(pressed.get("status").asInt()).isEqualTo(200);
    assertThat(rig.work()).isZero();

    assertThat(rig.desk.writes).isEmpty();
    assertThat(rig.desk.cases.get(Samples.ID)).isEqualTo(before);
    assertThat(rig.slack.views()).isEmpty();
    assertThat(rig.whispered()).startsWith("Refused: ").contains(why);
  }

  @Test
  void whoIsNobodyIsNotedInTheJournal() {
    asked();
    rig.press("U0GUEST", Actions.APPROVE, Map.of());
    rig.work();

    assertThat(rig.desk.refusals)
        .singleElement()
        .asString()
        .startsWith("Slack user U0GUEST: palisade.approve: guests");
  }

  @Test
  void whoCausedTheChangeCannotApproveIt() {
    rig.desk.put(
        Samples.waiting(json ->
            ((com.fasterxml.jackson.databind.node.ObjectNode) json.get("origin"))
                .put("person", "alice@example.com")));
    rig.tell(Samples.ID);
    rig.press("U0ALICE", Actions.APPROVE, Map.of());
    rig.work();

    assertThat(rig.desk.writes).isEmpty();
    assertThat(rig.whispered()).contains("caused the change");
  }

  /** What never gets past the ingress. */
  static Stream<Arguments> forged() {
    return Stream.of(
        arguments(Map.of("secret", "guess")),
        arguments(Map.of("signature", "v0=" + "0".repeat(64))),
        arguments(Map.of("age", 301)),
        arguments(Map.of("age", -400)),
        arguments(Map.of("team", "T0OTHER")),
        arguments(Map.of("user_team", "T0PARTNER")),
        arguments(Map.of("body", "payload=%7B%7D")));
  }

  @ParameterizedTest
  @MethodSource("forged")
  void refusesWhatSlackDidNotSend(Map<String, ?> forgery) {
    asked();
    assertThat(rig.press("U0ALICE", Actions.APPROVE, forgery).get("status").asInt()).isIn(401, 403);
    assertThat(rig.queue).isEmpty();
  }

  @Test
  void refusesWhatWasSentBefore() {
    asked();
    JsonNode first = rig.press("U0ALICE", Actions.DENY, Map.of());
    JsonNode again =
        rig.slack.ask("press", Map.of("url", rig.url(), "replay", first.get("request")));

    assertThat(first.get("status").asInt()).isEqualTo(200);
    assertThat(again.get("status").asInt()).isEqualTo(403);
    assertThat(rig.queue).hasSize(1);
  }

  @Test
  void anExemptionIsAskedForInAForm() {
    asked();
    rig.press("U0ALICE", Actions.EXEMPT, Map.of());
    assertThat(rig.work()).isZero();
    assertThat(rig.slack.views())
        .singleElement()
        .satisfies(view -> assertThat(view.get("shown").asText()).contains("For how long", "Why"));

    rig.submit("U0ALICE", Map.of("lasts", "P14D", "reason", "migration until Friday"));
    assertThat(rig.work()).isZero();
    assertThat(rig.desk.writes)
        .containsExactly("exempt c-abcdefghij PT336H migration until Friday");
    assertThat(rig.whispered()).contains("x-abcdefghij");

    rig.submit("U0BOB", Map.of("lasts", "P14D", "reason", "let me too"));
    rig.work();
    assertThat(rig.desk.writes).hasSize(1);
    assertThat(rig.whispered()).contains("may not exempt");
  }

  @Test
  void aFormThatSlackGaveNoTimeForIsSaidInWords() {
    asked();
    rig.slack.ask("faults", Map.of("method", "views.open", "mode", "expired_trigger_id"));
    rig.press("U0ALICE", Actions.EXEMPT, Map.of());
    assertThat(rig.work()).isZero();

    assertThat(rig.whispered()).contains("/palisade exempt c-abcdefghij 7d");
  }

  @Test
  void caseIdsHaveDigits() {
    rig.command("U0ALICE", "exempt c-16gi0i8kn06", Map.of());
    rig.work();
    assertThat(rig.whispered()).contains("there is no case c-16gi0i8kn06");
  }

  @Test
  void theFormIsThereByCommandToo() {
    rig.desk.put(Samples.waiting());
    rig.command("U0ALICE", "exempt c-abcdefghij", Map.of());
    assertThat(rig.work()).isZero();
    assertThat(rig.slack.views()).hasSize(1);

    rig.slack.ask("faults", Map.of("method", "views.open", "mode", "expired_trigger_id"));
    rig.command("U0ALICE", "exempt c-abcdefghij", Map.of());
    assertThat(rig.work()).isZero();
    assertThat(rig.whispered()).contains("/palisade exempt c-abcdefghij 7d");
  }

  @Test
  void detailsShowEvidenceAndTimeline() {
    asked();
    rig.press("U0BOB", Actions.DETAILS, Map.of());
    rig.work();

    assertThat(rig.slack.views().getFirst().get("shown").asText())
        .contains("Evidence", "\"principal\" : \"*\"", "AWAITING_APPROVAL", "mode enforce");
  }

  @Test
  void busySlackIsAskedAgainWhenItSaid() {
    asked();
    rig.slack.ask("faults", Map.of("method", "users.info", "mode", "ratelimit", "after", 17));
    rig.press("U0ALICE", Actions.APPROVE, Map.of());
    List<String> bodies = rig.queue.stream().map(Rig::json).toList();

    assertThat(rig.work()).isEqualTo(1);
    assertThat(rig.postponed).containsExactly(java.time.Duration.ofSeconds(17));
    assertThat(rig.desk.writes).isEmpty();
    assertThat(rig.deliver(bodies)).isZero();
    assertThat(rig.desk.writes).hasSize(1);
  }

  @Test
  void anAnswerThatIsLostUndoesNothing() {
    asked();
    rig.slack.ask("faults", Map.of("method", "response", "mode", "ratelimit"));
    rig.slack.ask("faults", Map.of("method", "chat.update", "mode", "ratelimit"));
    rig.press("U0ALICE", Actions.DENY, Map.of());

    assertThat(rig.work()).isZero();
    assertThat(rig.desk.cases.get(Samples.ID).state()).isEqualTo(CaseState.DENIED);
    assertThat(rig.tell(Samples.ID)).isZero();
    assertThat(rig.seen()).contains("Denied");
  }

  @Test
  void aNewTokenNeedsNoDeployment() {
    asked();
    rig.slack.ask("token", Map.of("token", "xoxb-rotated"));
    rig.token = "xoxb-rotated";
    rig.press("U0ALICE", Actions.DENY, Map.of());

    assertThat(rig.work()).isZero();
    assertThat(rig.seen()).contains("Denied");
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        arguments("U0BOB", "help", "unfreeze", ""),
        arguments("U0BOB", "", "unfreeze", ""),
        arguments("U0BOB", "status", "You are bob@example.com (viewer).", ""),
        arguments("U0EVE", "status", "(nobody)", ""),
        arguments("U0EVE", "cases", "Refused: eve@elsewhere.example may not see cases", ""),
        arguments("U0BOB", "cases", "1 cases: Waits for a decision", ""),
        arguments("U0BOB", "cases verified", "0 cases", ""),
        arguments("U0BOB", "cases nonsense", "Refused: there is no such state", ""),
        arguments("U0BOB", "case c-abcdefghij", "Timeline", ""),
        arguments("U0BOB", "case c-zzzzzzzzzz", "Refused: there is no case", ""),
        arguments("U0BOB", "case ../../etc", "Refused: name the case", ""),
        arguments(
            "U0OPS",
            "fix arn:aws:ec2:eu-west-1:222222222222:security-group/sg-1",
            "Nothing is changed before somebody approves",
            "fix network arn:aws:ec2:eu-west-1:222222222222:security-group/sg-1 222222222222"),
        arguments(
            "U0OPS",
            "plan arn:aws:s3:::churn 222222222222 eu-west-1",
            "plan comes to the channel",
            "fix data arn:aws:s3:::churn 222222222222"),
        arguments("U0OPS", "fix arn:aws:s3:::churn", "does not say its account", ""),
        arguments(
            "U0OPS", "fix arn:aws:s3:::churn 222222222222 eu-west-1 S3.Nope", "no control", ""),
        arguments("U0OPS", "fix churn", "Refused", ""),
        arguments(
            "U0ALICE",
            "fix arn:aws:ec2:eu-west-1:222222222222:security-group/sg-1",
            "may not start a fix",
            ""),
        arguments(
            "U0ALICE",
            "exempt c-abcdefghij 7d vendor needs it",
            "Exempt until",
            "exempt c-abcdefghij PT168H vendor needs it"),
        arguments("U0ALICE", "exempt c-abcdefghij 99w x", "30 days at most", ""),
        arguments("U0ALICE", "exempt c-abcdefghij soon x", "say for how long", ""),
        arguments("U0BOB", "exempt list", "0 exemptions", ""),
        arguments("U0ALICE", "exempt end x-abcdefghij", "may not end", ""),
        arguments("U0OPS", "freeze the deploy of today", "Frozen", "freeze the deploy of today"),
        arguments("U0OPS", "freeze", "say why", ""),
        arguments("U0ALICE", "freeze all", "may not freeze", ""),
        arguments("U0OPS", "unfreeze", "2 cases that waited", "unfreeze"),
        arguments("U0BOB", "unfreeze", "may not unfreeze", ""),
        arguments("U0BOB", "undo c-abcdefghij", "[Undo]", ""),
        arguments("U0BOB", "undo all since 2h", "Undo 0 cases", ""),
        arguments("U0BOB", "obey", "there is no ˋobeyˋ", ""));
  }

  @ParameterizedTest(name = "{0} /palisade {1}")
  @MethodSource("commands")
  void answersCommandsByRole(String user, String text, String said, String written) {
    rig.desk.put(Samples.waiting());
    rig.command(user, text, Map.of());
    assertThat(rig.work()).isZero();

    assertThat(rig.whispered()).contains(said);
    assertThat(rig.desk.writes).isEqualTo(written.isEmpty() ? List.of() : List.of(written));
    assertThat(rig.slack.messages()).isEmpty();
  }

  @Test
  void undoAsksFirst() {
    rig.desk.put(Samples.verified());
    rig.command("U0OPS", "undo all since 1d", Map.of());
    rig.work();
    assertThat(rig.desk.writes).isEmpty();
    assertThat(rig.whispered()).contains("Undo 1 cases", "[Undo them all]");

    rig.press("U0OPS", Actions.UNDO_ALL, Map.of());
    rig.work();
    assertThat(rig.desk.writes).containsExactly("undo all since 2026-11-24T14:00:00Z");

    rig.tell(Samples.ID);
    rig.press("U0OPS", Actions.UNDO, Map.of());
    rig.work();
    assertThat(rig.desk.writes).last().isEqualTo("undo c-abcdefghij");
  }
}
