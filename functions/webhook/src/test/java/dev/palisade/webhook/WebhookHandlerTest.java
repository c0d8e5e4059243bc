package dev.palisade.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.platform.function.DeadLetters;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The function over HTTP, with a receiver that verifies what it is sent. */
class WebhookHandlerTest {

  private static final String OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ReceiverStandin standin = new ReceiverStandin();
  private final Map<String, Duration> hidden = new HashMap<>();
  private final List<String> dead = new ArrayList<>();
  private final Case item = Cases.asked();
  private String secret = standin.secret(ReceiverStandin.SECRET);
  private Instant now = Instant.now();
  private final WebhookHandler handler = handler(true, () -> now);

  private WebhookHandler handler(boolean localhost, InstantSource clock) {
    SecretsManagerClient secrets = new OneSecret();
    SqsClient letters = new Letters();
    return new WebhookHandler(
        id -> Optional.of(item).filter(one -> one.id().equals(id)),
        new Subscriptions(secrets, "palisade/webhook", localhost, clock),
        new Receiver(Duration.ofSeconds(2), localhost, clock),
        new DeadLetters(letters, "dead"),
        (message, time) -> hidden.put(message.getMessageId(), time));
  }

  /** Secrets Manager with the one secret of this test, or none. */
  private final class OneSecret implements SecretsManagerClient {
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      assertThat(request.secretId()).isEqualTo("palisade/webhook");
      if (secret.isEmpty()) {
        throw ResourceNotFoundException.builder().message("none").statusCode(400).build();
      }
      return GetSecretValueResponse.builder().secretString(secret).build();
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {}
  }

  /** The queue of dead letters. */
  private final class Letters implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      dead.add(request.messageAttributes().get(DeadLetters.REASON).stringValue());
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  @AfterEach
  void end() {
    standin.close();
  }

  private List<String> failed(WebhookHandler by, SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    return by.handleRequest(event, context()).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                method.getReturnType() == int.class ? (Object) 60_000 : null);
  }

  private SQSMessage notice(String id, int entries, boolean reminder, int attempt) {
    return message(
        id,
        "{\"caseId\":\"%s\",\"version\":7,\"entries\":%d,\"reminder\":%b}"
            .formatted(item.id(), entries, reminder),
        attempt);
  }

  private static SQSMessage message(String id, String body, int attempt) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", String.valueOf(attempt)));
    return message;
  }

  @Test
  void everyStageIsToldOnceAsTheSchemaSays() throws IOException {
    assertThat(
            failed(
                handler,
                notice("m2", 2, false, 1),
                notice("m1", 1, false, 1),
                notice("m3", 2, true, 1),
                notice("m4", 2, false, 2)))
        .isEmpty();

    List<JsonNode> received = standin.received();
    assertThat(received)
        .extracting(one -> one.get("id").asText(), one -> one.get("times").asInt())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(item.id() + "_2", 2),
            org.assertj.core.groups.Tuple.tuple(item.id() + "_1", 1),
            org.assertj.core.groups.Tuple.tuple(item.id() + "_2_reminder_7", 1));
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(ReceiverStandin.ROOT.resolve("docs/webhook.schema.json")));
    assertThat(received).allSatisfy(one -> assertThat(schema.validate(one.get("body"))).isEmpty());
    JsonNode asked = received.getFirst().get("body");
    assertThat(asked.at("/data/state").asText()).isEqualTo(CaseState.AWAITING_APPROVAL.name());
    assertThat(asked.at("/data/question/deadline").asText()).isNotEmpty();
    assertThat(asked.at("/data/hash").asText()).isEqualTo(item.trail().get(1).hash());
    assertThat(received.get(2).at("/body/type").asText()).isEqualTo("case.reminder");
  }

  @Test
  void twoSecretsSignWhileOneIsRotated() {
    secret = standin.secret(OTHER, ReceiverStandin.SECRET);
    assertThat(failed(handler, notice("m", 1, false, 1))).isEmpty();
    assertThat(standin.received()).hasSize(1);
  }

  @Test
  void aSecretThatTheReceiverDoesNotKnowIsReadAnewAtTheNextTry() {
    secret = standin.secret(OTHER);
    assertThat(failed(handler, notice("m", 1, false, 1))).containsExactly("m");
    assertThat(standin.refused()).containsExactly("no signature of ours");
    secret = standin.secret(ReceiverStandin.SECRET);
    assertThat(failed(handler, notice("m", 1, false, 2))).isEmpty();
    assertThat(standin.received()).hasSize(1);
  }

  @Test
  void whatIsNotDeliveredComesAgainAndAfterWhatWasAskedFor() {
    standin.fault("throttle", 1, 40);
    assertThat(failed(handler, notice("m1", 1, false, 1), notice("m2", 2, false, 1)))
        .containsExactly("m1");
    standin.fault("fail", 2, 0);
    failed(handler, notice("m3", 1, false, 1));
    failed(handler, notice("m4", 1, false, 9));
    assertThat(hidden)
        .containsOnly(
            Map.entry("m1", Duration.ofSeconds(41)),
            Map.entry("m3", Duration.ofSeconds(15)),
            Map.entry("m4", Duration.ofMinutes(15)));
    assertThat(dead).isEmpty();
  }

  @Test
  void whatNobodyAnsweredIsToldAgainUnderTheSameId() {
    standin.fault("accept-then-hang", 1, 0);
    assertThat(failed(handler, notice("m", 1, false, 1))).containsExactly("m");
    assertThat(failed(handler, notice("m", 1, false, 2))).isEmpty();
    assertThat(standin.received()).singleElement().matches(one -> one.get("times").asInt() == 2);
  }

  @Test
  void redirectsAreNotFollowed() {
    standin.fault("redirect", 1, 0);
    assertThat(failed(handler, notice("m", 1, false, 1))).containsExactly("m");
    assertThat(standin.received()).isEmpty();
  }

  @Test
  void aReceiverThatWantsNoMoreAndTooManyTriesAreBuried() {
    standin.fault("gone", 1, 0);
    assertThat(failed(handler, notice("m1", 1, false, 1))).isEmpty();
    standin.fault("fail", 1, 0);
    assertThat(failed(handler, notice("m2", 1, false, 24))).isEmpty();
    assertThat(dead)
        .containsExactly("the receiver wants no more: 410", "the receiver answered 500");
  }

  @Test
  void aNoticeThatWasReadBeforeTheCaseComesAgain() {
    assertThat(failed(handler, notice("m", 3, false, 1))).containsExactly("m");
    assertThat(standin.received()).isEmpty();
  }

  @Test
  void whatIsNoNoticeOrOfNoCaseIsBuried() {
    failed(
        handler,
        message("m1", "no json", 1),
        message("m2", "{\"caseId\":\"c-none\",\"version\":1,\"entries\":1}", 1));
    assertThat(dead).hasSize(2).anyMatch("there is no case c-none"::equals);
  }

  @Test
  void withoutASecretNothingIsSentAndTheReasonIsKept() {
    secret = "";
    failed(handler, notice("m", 1, false, 1));
    assertThat(dead).singleElement().asString().contains("palisade/webhook can't be read");
  }

  @Test
  void asDeployedItNeverCallsItself() {
    WebhookHandler deployed = handler(false, () -> now);
    failed(deployed, notice("m1", 1, false, 1));
    secret = secret.replace("http://", "https://");
    now = now.plusSeconds(61);
    failed(deployed, notice("m2", 1, false, 1));
    assertThat(dead)
        .containsExactly(
            "the webhook's URL is not HTTPS", "the receiver's address is inside a network");
    assertThat(standin.received()).isEmpty();
  }
}
