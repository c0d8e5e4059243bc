package dev.palisade.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Codec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the stream tells is kept and told once a stage, in order, and moves approvals on. */
class NoticesHandlerTest {

  private final Fakes around = new Fakes();
  private final NoticesHandler handler = around.handler();

  private final Case planned = Cases.planned();
  private final Case asked = asking(planned);

  private static Case asking(Case item) {
    Question question =
        new Question(
            Fakes.NOW.plusSeconds(60),
            Fakes.NOW.plusSeconds(300),
            Question.AtExpiry.TICKET,
            List.of("ml-security"));
    return item.asking(question).to(CaseState.AWAITING_APPROVAL, "ask", "palisade", Fakes.NOW);
  }

  private static Case decided(Case item, boolean yes) {
    return item.decided(new Approval("arn", "bob", yes, item.proposal().hash(), "seen", Fakes.NOW));
  }

  private JsonNode tell(Case now, @Nullable Case before) {
    return handler.handle(Cases.event(Cases.record("1", now, before)));
  }

  @Test
  void aStageIsKeptAndToldOnce() {
    tell(asked, null);
    tell(asked, null);
    assertThat(around.audit)
        .containsOnlyKeys("cases/%s/%06d.json".formatted(asked.id(), asked.trail().size()));
    assertThat(around.subjects.getFirst()).startsWith("HIGH AWAITING_APPROVAL: Box.Open");
    assertThat(around.notices.getFirst())
        .isEqualTo(
            Fakes.json(
                "{\"caseId\":\"%s\",\"version\":%d,\"entries\":%d,\"reminder\":false}"
                    .formatted(asked.id(), asked.version(), asked.trail().size())));
  }

  @Test
  void stagesOfOneBatchAreKeptInOneObjectAndToldEach() {
    Case applying = planned.to(CaseState.APPLYING, "begun", "palisade", Fakes.NOW);
    Case failed = applying.to(CaseState.FAILED, "denied", "palisade", Fakes.NOW);
    handler.handle(
        Cases.event(
            Cases.record("1", planned, null),
            Cases.record("2", applying, planned),
            Cases.record("3", failed, applying)));
    assertThat(around.audit)
        .containsOnlyKeys("cases/%s/%06d.json".formatted(failed.id(), failed.trail().size()));
    assertThat(around.notices).hasSize(3);
    assertThat(around.subjects).hasSize(3);
  }

  @Test
  void whatStandsBeforeABrokenRecordIsKeptAndTold() {
    ObjectNode broken = Cases.record("2", asked, null);
    ((ObjectNode) broken.at("/dynamodb/NewImage/doc")).put("S", "no json");
    JsonNode response = handler.handle(Cases.event(Cases.record("1", planned, null), broken));
    assertThat(response)
        .isEqualTo(Fakes.json("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"));
    assertThat(around.audit).hasSize(1);
    assertThat(around.notices).hasSize(1);
  }

  @Test
  void progressOfAChangeIsNoStage() {
    tell(planned.progressed(planned.steps(), Fakes.NOW), planned);
    assertThat(around.audit).isEmpty();
    assertThat(around.notices).isEmpty();
  }

  @Test
  void whatWasMendedIsNotMailed() {
    Case verified =
        planned
            .to(CaseState.APPLYING, "begun", "palisade", Fakes.NOW)
            .to(CaseState.VERIFIED, "mended", "palisade", Fakes.NOW);
    tell(verified, planned);
    assertThat(around.subjects).isEmpty();
    assertThat(around.notices).hasSize(1);
    assertThat(around.audit).hasSize(1);
  }

  @Test
  void aQuestionStartsOneExecution() {
    tell(asked, null);
    tell(asked, null);
    assertThat(around.executions).containsOnlyKeys(asked.id());
    JsonNode input = around.executions.get(asked.id());
    assertThat(input.path("remindIn").asInt()).isEqualTo(60);
    assertThat(input.path("expireIn").asInt()).isEqualTo(240);
    assertThat(input.path("queue").asText()).isEqualTo(Fakes.QUEUE);
    JsonNode decision = Fakes.json(input.path("decision").asText());
    assertThat(decision.path("source").asText()).isEqualTo("palisade.request");
    assertThat(decision.path("detail-type").asText()).isEqualTo("Palisade Decision");
    assertThat(decision.path("account").asText()).isEqualTo("999988887777");
    assertThat(decision.at("/detail/case").asText()).isEqualTo(asked.id());
    assertThat(Fakes.json(input.path("expiry").asText()).path("detail-type").asText())
        .isEqualTo("Palisade Expire");
    assertThat(input.toString()).as("tokens stay in the table").doesNotContain("token");
  }

  @Test
  void aDecisionMovesTheExecutionOn() {
    around.approving().asking(asked, "t-1");
    tell(decided(asked, true), asked);
    assertThat(around.answered).containsExactly("t-1 {\"decision\":\"yes\"}");
  }

  @Test
  void aNoOrAnotherEndEndsTheExecution() {
    around.approving().asking(asked, "t-1");
    tell(decided(asked, false), asked);
    tell(asked.to(CaseState.STALE, "changed", "palisade", Fakes.NOW), asked);
    assertThat(around.answered)
        .containsExactly("t-1 {\"decision\":\"over\"}", "t-1 {\"decision\":\"over\"}");
  }

  @Test
  void oneOfTwoApprovalsLeavesTheQuestionOpen() {
    Case two = asking(Cases.planned(2));
    around.approving().asking(two, "t-1");
    tell(decided(two, true), two);
    assertThat(around.answered).isEmpty();
  }

  @Test
  void aDecisionThatCameBeforeTheTokenIsHandedOn() {
    tell(decided(asked, true), asked);
    assertThat(around.answered).isEmpty();
    around.table.put("CASE#" + asked.id() + "|CASE", Cases.item(decided(asked, true)));
    handler.handle(message(asked, "t-2", false));
    assertThat(around.answered).containsExactly("t-2 {\"decision\":\"yes\"}");
  }

  @Test
  void aTimeOutInTheSameMomentIsNoFault() {
    around.tokensAreLate = true;
    around.approving().asking(asked, "t-1");
    assertThat(tell(decided(asked, true), asked).path("batchItemFailures")).isEmpty();
  }

  @Test
  void peopleAreReminded() {
    around.table.put("CASE#" + asked.id() + "|CASE", Cases.item(asked));
    handler.handle(message(asked, "t-3", true));
    assertThat(around.notices.getFirst().path("reminder").asBoolean()).isTrue();
    assertThat(around.subjects).hasSize(1);
    assertThat(around.answered).isEmpty();
  }

  @Test
  void theFirstThatFailsAndAllAfterItComeAgain() {
    around.auditFails = true;
    JsonNode response =
        handler.handle(
            Cases.event(Cases.record("7", asked, null), Cases.record("8", planned, null)));
    assertThat(response)
        .isEqualTo(Fakes.json("{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}"));
    assertThat(around.notices).as("nothing is told that is not kept").isEmpty();
  }

  @Test
  void aRecordThatCannotBeReadIsNotPassedOver() {
    ObjectNode broken = Cases.record("9", asked, null);
    ((ObjectNode) broken.at("/dynamodb/NewImage/doc")).put("S", "no json");
    assertThat(handler.handle(Cases.event(broken)).path("batchItemFailures")).hasSize(1);
  }

  private static Exemption exemption(Duration lasts) {
    return new Exemption(
        "x-abcdefghij",
        new Exemption.Match("", "Box.*", "111111111111", ""),
        "the audit needs it",
        "carol",
        "carol",
        Fakes.NOW.minusSeconds(1),
        Fakes.NOW.plus(lasts),
        "",
        Fakes.NOW.plusSeconds(10));
  }

  private void written(Exemption exemption) throws Exception {
    ObjectNode record = Codec.plain().createObjectNode();
    ObjectNode dynamodb = record.putObject("dynamodb").put("SequenceNumber", "1");
    dynamodb.putObject("Keys").putObject("pk").put("S", "EXEMPTIONS");
    dynamodb
        .putObject("NewImage")
        .putObject("doc")
        .put("S", Codec.plain().writeValueAsString(exemption));
    assertThat(handler.handle(Cases.event(record)).path("batchItemFailures")).isEmpty();
  }

  @Test
  void anExemptionAnswersOpenQuestionsAndIsHeardOfAgain() throws Exception {
    around.table.put("CASE#" + asked.id() + "|CASE", Cases.item(asked));
    written(exemption(Duration.ofDays(1)));
    assertThat(around.requests)
        .extracting(one -> one.path("control").asText())
        .containsExactly("Box.Open");
    assertThat(around.scheduled)
        .containsExactly(
            "2026-11-25T10:00:10Z Palisade Exemption Ends Soon x-abcdefghij",
            "2026-11-26T10:00:00Z Palisade Exemption Over x-abcdefghij");
  }

  @Test
  void whatAnExemptionLetStandIsJudgedAgainWhenItIsOver() throws Exception {
    Case stands = asked.to(CaseState.EXEMPT, "exempt (x-abcdefghij)", "palisade", Fakes.NOW);
    around.table.put("CASE#" + stands.id() + "|CASE", Cases.item(stands));
    written(exemption(Duration.ZERO));
    assertThat(around.requests).hasSize(1);
    assertThat(around.requests.getFirst().path("by").asText())
        .as("who caused it still can't approve")
        .isEqualTo("alice");
    assertThat(around.scheduled).isEmpty();
  }

  @Test
  void whatPeopleDidIsKept() throws Exception {
    JournalEntry entry =
        JournalEntry.of(
            "j-1", Fakes.NOW, JournalEntry.Kind.FROZEN, "carol", "", "all writes stopped");
    ObjectNode record = Codec.plain().createObjectNode();
    ObjectNode dynamodb = record.putObject("dynamodb").put("SequenceNumber", "1");
    dynamodb.putObject("Keys").putObject("pk").put("S", "JOURNAL#2026-11-25");
    dynamodb
        .putObject("NewImage")
        .putObject("doc")
        .put("S", Codec.plain().writeValueAsString(entry));
    handler.handle(Cases.event(record));
    assertThat(around.audit).containsOnlyKeys("people/2026-11-25/j-1.json");
    assertThat(
            Codec.plain()
                .readValue(around.audit.get("people/2026-11-25/j-1.json"), JournalEntry.class)
                .isIntact())
        .isTrue();
  }

  private JsonNode deployed(String application) {
    ObjectNode record = Codec.plain().createObjectNode();
    record.put("id", "e-9").put("source", "aws.appconfig").put("time", "2026-11-25T10:00:00Z");
    record.put("detail-type", "AWS API Call via CloudTrail").put("account", "999988887777");
    record.put("region", "us-east-1");
    ObjectNode detail = record.putObject("detail");
    detail.put("eventName", "StartDeployment").put("eventID", "ct-1");
    detail.put("eventTime", "2026-11-25T09:59:58Z");
    detail.putObject("userIdentity").put("type", "IAMUser").put("arn", "arn:aws:iam::1:user/ana");
    detail
        .putObject("requestParameters")
        .put("applicationId", application)
        .put("configurationVersion", "7");
    ObjectNode message = Codec.plain().createObjectNode();
    message.put("eventSource", "aws:sqs").put("messageId", "m-7").put("body", record.toString());
    return handler.handle(Cases.event(message));
  }

  @Test
  void whoDeployedWhichPolicyIsNoted() throws Exception {
    assertThat(deployed("app-1").path("batchItemFailures")).isEmpty();
    assertThat(deployed("app-1").path("batchItemFailures")).isEmpty();
    deployed("another");
    assertThat(around.table).hasSize(1);
    JournalEntry entry =
        Codec.plain()
            .readValue(around.table.values().iterator().next().get("doc").s(), JournalEntry.class);
    assertThat(entry.kind()).isEqualTo(JournalEntry.Kind.POLICY);
    assertThat(entry.by()).isEqualTo("arn:aws:iam::1:user/ana");
    assertThat(entry.about()).isEqualTo("policy version 7");
    assertThat(entry.at()).isEqualTo("2026-11-25T09:59:58Z");
    assertThat(entry.isIntact()).isTrue();
  }

  private static JsonNode message(Case item, String token, boolean reminder) {
    ObjectNode task =
        Codec.plain()
            .createObjectNode()
            .put("case", item.id())
            .put("token", token)
            .put("reminder", reminder);
    ObjectNode message = Codec.plain().createObjectNode();
    message.put("eventSource", "aws:sqs").put("messageId", "m-1").put("body", task.toString());
    return Cases.event(message);
  }

  @Test
  void aQuestionAboutNoCaseComesAgain() {
    JsonNode response = handler.handle(message(asked, "t-4", false));
    assertThat(response)
        .isEqualTo(Fakes.json("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}"));
  }

  @Test
  void aDeadlineThatIsOverAsksForAMomentStill() {
    Question late =
        new Question(
            Fakes.NOW.minus(Duration.ofHours(2)),
            Fakes.NOW.minus(Duration.ofHours(1)),
            Question.AtExpiry.LEAVE,
            List.of());
    around.approving().start(asked.asking(late));
    assertThat(around.executions.get(asked.id()).path("remindIn").asInt()).isEqualTo(1);
    assertThat(around.executions.get(asked.id()).path("expireIn").asInt()).isEqualTo(1);
  }
}
