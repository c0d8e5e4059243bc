package dev.palisade.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.platform.function.DeadLetters;
import dev.palisade.tickets.aws.TicketSecrets;
import dev.palisade.tickets.filing.Rig;
import dev.palisade.tickets.http.JsonHttp;
import dev.palisade.tickets.testing.Emulator;
import dev.palisade.tickets.testing.Secrets;
import dev.palisade.tickets.testing.Standin;
import dev.palisade.tickets.testing.TimeLeft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What becomes of the queue's messages. */
class TicketsHandlerTest {

  private final Standin github = Standin.of("github");
  private final SqsClient sqs = Emulator.MINISTACK.client(SqsClient.builder());
  private final String dead =
      sqs.createQueue(b -> b.queueName("tickets-dead-" + UUID.randomUUID())).queueUrl();
  private final Map<String, Duration> hidden = new HashMap<>();
  private final Rig rig = rig();
  private final TicketsHandler handler =
      new TicketsHandler(
          rig.filing,
          new DeadLetters(sqs, dead),
          (message, time) -> hidden.put(message.getMessageId(), time));

  private Rig rig() {
    Secrets.put("github", github.secret("github"));
    SsmClient ssm = Emulator.MINISTACK.client(SsmClient.builder());
    return new Rig(
        new InstalledSystems(
            new TicketSecrets(Secrets.client(), InstantSource.system()),
            new JsonHttp(Duration.ofSeconds(2)),
            () -> ssm,
            Emulator.REGION),
        "{\"version\": 1, \"tickets\": {\"default\": \"github\"}}");
  }

  @AfterEach
  void end() {
    github.close();
    sqs.deleteQueue(b -> b.queueUrl(dead));
  }

  private static SQSMessage message(String id, String body, int attempt) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setReceiptHandle("handle-" + id);
    message.setAttributes(Map.of("ApproximateReceiveCount", String.valueOf(attempt)));
    return message;
  }

  private static SQSMessage notice(String id, Case item, int attempt) {
    return message(
        id,
        "{\"caseId\":\"%s\",\"version\":%d,\"entries\":%d}"
            .formatted(item.id(), item.version(), item.trail().size()),
        attempt);
  }

  private List<String> failed(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    SQSBatchResponse response = handler.handleRequest(event, new TimeLeft(60_000));
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private List<String> deadReasons() {
    return sqs
        .receiveMessage(b -> b.queueUrl(dead).maxNumberOfMessages(10).messageAttributeNames("All"))
        .messages()
        .stream()
        .map(TicketsHandlerTest::reason)
        .toList();
  }

  private static String reason(Message message) {
    return message.messageAttributes().get(DeadLetters.REASON).stringValue();
  }

  @Test
  void onlyWhatFailedComesAgainAndAfterWhatWasAskedFor() {
    Case good = rig.stored("good", CaseState.TICKETED, "a rule says so");
    Case bad = rig.stored("bad", CaseState.TICKETED, "a rule says so");
    github.fault("create", "throttle", 1, 40);

    assertThat(failed(notice("m1", bad, 1), notice("m2", good, 1))).containsExactly("m1");
    assertThat(hidden).containsOnly(Map.entry("m1", Duration.ofSeconds(41)));
    assertThat(deadReasons()).isEmpty();

    assertThat(failed(notice("m1", bad, 2))).isEmpty();
    assertThat(github.tickets()).hasSize(2);
  }

  @Test
  void waitsGrow() {
    Case item = rig.stored("slow", CaseState.TICKETED, "a rule says so");
    github.fault("create", "fail", 1, 0);
    github.fault("search", "fail", 3, 0);

    failed(notice("m", item, 1));
    assertThat(hidden.get("m")).isEqualTo(Duration.ofSeconds(15));
    failed(notice("m", item, 3));
    assertThat(hidden.get("m")).isEqualTo(Duration.ofSeconds(60));
    failed(notice("m", item, 20));
    assertThat(hidden.get("m")).isEqualTo(Duration.ofMinutes(15));
    assertThat(failed(notice("m", item, 24))).isEmpty();
    assertThat(deadReasons()).singleElement().asString().contains("look for the issue: 500");
    assertThat(rig.book.of(item.id()).orElseThrow().error()).contains("500");
  }

  @Test
  void whatIsRefusedForGoodIsBuriedWithItsReason() {
    Secrets.put("github", github.secret("github").put("token", "no-such-token"));
    Case item = rig.stored("refused", CaseState.TICKETED, "a rule says so");

    assertThat(failed(notice("m1", item, 1), message("m2", "no json", 1))).isEmpty();

    assertThat(deadReasons())
        .anySatisfy(reason -> assertThat(reason).contains("401", "Bad credentials"))
        .anySatisfy(reason -> assertThat(reason).contains("no notice"))
        .hasSize(2)
        .noneMatch(reason -> reason.contains("no-such-token"));
    assertThat(rig.book.of(item.id()).orElseThrow().refused()).isTrue();
    assertThat(hidden).isEmpty();
  }

  @Test
  void aNoticeOfNoCaseIsBuried() {
    assertThat(failed(message("m", "{\"caseId\":\"c-none\",\"version\":1,\"entries\":1}", 1)))
        .isEmpty();
    assertThat(deadReasons()).singleElement().asString().contains("there is no case c-none");
  }
}
