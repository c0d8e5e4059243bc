package dev.palisade.chatops.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A case's message through its life. */
class TellingTest {

  private final Rig rig = new Rig(10);

  @AfterEach
  void end() {
    rig.close();
  }

  @Test
  void aCaseHasOneMessageThatIsWrittenAnewAtEachStage() {
    Case waiting = Samples.waiting();
    rig.desk.put(waiting);
    rig.tell(Samples.ID);
    rig.tell(Samples.ID, Samples.ID);
    assertThat(rig.slack.calls("chat.update")).isZero();

    // Somebody decides on the page.
    rig.desk.put(Samples.verified());
    rig.tell(Samples.ID);
    // A late notice of the stage before changes nothing.
    rig.tell(Samples.ID);

    assertThat(rig.seen()).contains("Fixed, and read again").doesNotContain("[Approve]");
    assertThat(rig.slack.calls("chat.postMessage")).isEqualTo(1);
    assertThat(rig.slack.calls("chat.update")).isEqualTo(1);
  }

  @Test
  void anOlderVersionNeverComesLast() {
    rig.desk.put(Samples.verified());
    rig.tell(Samples.ID);
    rig.desk.put(Samples.waiting());
    rig.tell(Samples.ID);

    assertThat(rig.seen()).contains("Fixed");
  }

  @Test
  void whatPolicyOnlyWatchesIsNotTold() {
    rig.desk.put(
        Samples.waiting(json -> json.put("state", "PLANNED"))
            .to(CaseState.EXEMPT, "stands for a time", "palisade", Samples.NOW));

    assertThat(rig.tell(Samples.ID, "c-unknown")).isZero();
    assertThat(rig.slack.messages()).isEmpty();
  }

  @Test
  void aReminderStandsBelowTheMessageOnce() {
    rig.desk.put(Samples.waiting());
    rig.tell(Samples.ID);
    String reminder = "{\"caseId\":\"%s\",\"version\":2,\"reminder\":true}".formatted(Samples.ID);
    assertThat(rig.deliver(List.of(reminder, reminder))).isZero();

    assertThat(rig.slack.messages())
        .hasSize(2)
        .last()
        .satisfies(message -> {
          assertThat(message.get("shown").asText())
              .contains("still waits", "then a ticket is opened");
          assertThat(message.get("thread_ts").asText())
              .isEqualTo(rig.slack.messages().getFirst().get("ts").asText());
        });

    rig.desk.put(Samples.verified());
    assertThat(rig.deliver(List.of(reminder))).isZero();
    assertThat(rig.slack.messages()).hasSize(2);
  }

  @Test
  void casesGoToTheChannelOfTheirDomain() {
    rig.desk.put(Samples.waiting(json -> json.put("domain", "models")));
    rig.tell(Samples.ID);

    assertThat(rig.slack.messages().getFirst().get("channel").asText()).isEqualTo("C0MODELS");
  }

  @Test
  void aStormIsOneDigestThatIsKeptUpToDate() {
    String[] ids =
        IntStream.range(0, 60)
            .mapToObj(Samples::numbered)
            .peek(rig.desk::put)
            .map(Case::id)
            .toArray(String[]::new);
    for (int i = 0; i < ids.length; i += 10) {
      assertThat(rig.tell(java.util.Arrays.copyOfRange(ids, i, i + 10))).isZero();
    }

    List<JsonNode> messages = rig.slack.messages();
    assertThat(messages).hasSize(11);
    assertThat(messages.getLast().get("shown").asText())
        .contains("50 cases in a short time", "50 Waits for a decision", "35 more wait", "[Show]");
    // Once a batch, not once a case.
    assertThat(rig.slack.calls("chat.update")).isLessThanOrEqualTo(5);

    String last = ids[59];
    rig.desk.put(
        rig.desk.cases.get(last).to(CaseState.TICKETED, "by hand", "palisade", Samples.NOW));
    assertThat(rig.tell(last)).isZero();
    assertThat(rig.slack.messages().getLast().get("shown").asText())
        .contains("49 Waits for a decision", "1 Somebody has to act by hand");
  }

  @Test
  void aCaseOfADigestIsShownWhereSomebodyAsks() {
    Rig strict = new Rig(0);
    try (strict) {
      strict.desk.put(Samples.waiting());
      strict.tell(Samples.ID);
      assertThat(strict.seen()).contains("1 cases in a short time");

      strict.press("U0BOB", Actions.SHOW, Map.of());
      strict.work();
      assertThat(strict.slack.messages()).hasSize(2);

      strict.press("U0ALICE", Actions.DENY, Map.of());
      strict.work();
      assertThat(strict.slack.messages().getLast().get("shown").asText()).contains("Denied");
    }
  }

  @Test
  void aMessageThatWasAcceptedAndNeverAnsweredHealsWhenItIsUsed() {
    rig.desk.put(Samples.waiting());
    rig.slack.ask("faults", Map.of("method", "chat.postMessage", "mode", "close"));
    // The SDK may ask again by itself; what counts is that the case is told in the end.
    while (rig.tell(Samples.ID) > 0) {
      assertThat(rig.slack.messages()).hasSizeLessThan(3);
    }
    String first = rig.slack.messages().getFirst().get("ts").asText();

    rig.press("U0ALICE", Actions.DENY, Map.of("ts", first));
    rig.work();

    assertThat(rig.slack.messages())
        .allSatisfy(message ->
            assertThat(message.get("shown").asText())
                .contains("Denied")
                .doesNotContain("[Approve]"));
  }

  @Test
  void aDeletedMessageIsPostedAnewWhileItMatters() {
    rig.desk.put(Samples.waiting());
    rig.tell(Samples.ID);
    rig.slack.ask("faults", Map.of("method", "chat.update", "mode", "message_not_found"));
    rig.desk.put(rig.desk.cases.get(Samples.ID).decided(Samples.approval(true, "old")));

    assertThat(rig.tell(Samples.ID)).isZero();
    assertThat(rig.slack.messages()).hasSize(2);
  }

  @Test
  void busySlackIsTriedAgainWhenItSaid() {
    rig.desk.put(Samples.waiting());
    rig.slack.ask("faults", Map.of("method", "chat.postMessage", "mode", "ratelimit", "after", 30));

    assertThat(rig.tell(Samples.ID)).isEqualTo(1);
    assertThat(rig.postponed).containsExactly(Duration.ofSeconds(30));
    assertThat(rig.tell(Samples.ID)).isZero();
    assertThat(rig.slack.messages()).hasSize(1);
  }

  @Test
  void foreignWordsNeitherMentionNorLinkNorLookLikeOurs() {
    rig.desk.put(Samples.hostile());
    rig.tell(Samples.ID);
    rig.press("U0BOB", Actions.DETAILS, Map.of());
    rig.work();

    String blocks = rig.slack.messages().getFirst().get("blocks").toString();
    String shown = rig.seen() + rig.slack.views().getFirst().get("shown").asText();
    assertThat(shown).doesNotContain("[MENTION", "[LINK", "AKIAIOSFODNN7EXAMPLE", "hunter22!");
    assertThat(shown).contains("required", "(hidden)").doesNotContain("\u202e");
    assertThat(blocks).doesNotContain("*Approved by ops*", "\\n*outside*");
    assertThat(blocks.split("```", -1)).hasSize(3); // One block of code, nothing ends it early.
  }

  @Test
  void whatIsNeitherRequestNorNoticeComesBackForTheDeadLetters() {
    assertThat(rig.deliver(List.of("{\"x\":1}", "no json"))).isEqualTo(2);
  }

  @Test
  void aCaseOfManyStepsStaysWithinSlacksBounds() {
    rig.desk.put(
        Samples.waiting(json -> {
          JsonNode step = json.get("steps").get(0);
          for (int i = 0; i < 120; i++) {
            ((com.fasterxml.jackson.databind.node.ArrayNode) json.get("steps"))
                .add(
                    ((ObjectNode) step.deepCopy()).put("describe", "step " + i + " x".repeat(400)));
          }
        }));

    assertThat(rig.tell(Samples.ID)).isZero();
    assertThat(rig.seen()).contains("and 116 more", "more lines");
    rig.press("U0BOB", Actions.DETAILS, Map.of());
    assertThat(rig.work()).isZero();
    assertThat(rig.slack.views()).hasSize(1);
  }
}
