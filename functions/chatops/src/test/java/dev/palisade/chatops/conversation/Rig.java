package dev.palisade.chatops.conversation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.palisade.chatops.ingress.IngressDoor;
import dev.palisade.chatops.ingress.NoContext;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.catalogue.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Both functions between a stand-in of Slack and a desk: signed requests come in over HTTP, go
 * through the ingress and its queue, and are answered by the SDK.
 */
final class Rig implements AutoCloseable {

  static final Set<String> WORKSPACES = Set.of("T0PALISADE");

  final SlackStandin slack = new SlackStandin();
  final FakeDesk desk = new FakeDesk();
  final MemoryShown shown = new MemoryShown();
  final List<SlackRequest> queue = new CopyOnWriteArrayList<>();
  final List<Duration> postponed = new ArrayList<>();
  String token = "xoxb-standin";
  private final AtomicLong ticks = new AtomicLong();
  private final HttpServer server;
  private final SlackHandler handler;

  Rig(int storm) {
    Catalogue catalogue = Catalogue.builtIn();
    BotSecrets secrets =
        new BotSecrets(
            () ->
                "{\"botToken\":\"%s\",\"channel\":\"C0PALISADE\",\"channels\":{\"models\":\"C0MODELS\"}}"
                    .formatted(token),
            () -> Samples.NOW);
    Chat chat = new SlackChat(slack.address + "/api/", secrets);
    Telling telling =
        new Telling(desk, chat, shown, new CaseMessage(catalogue), secrets, this::tick, storm);
    Buttons buttons = new Buttons(desk, chat, telling);
    Conversation conversation =
        new Conversation(
            desk,
            chat,
            shown,
            new Members(chat, WORKSPACES, () -> Samples.NOW),
            buttons,
            new Commands(desk, buttons, catalogue, () -> Samples.NOW),
            telling,
            () -> Samples.NOW);
    handler = new SlackHandler(conversation, telling, (arn, receipt, time) -> postponed.add(time));
    server = serve(new IngressDoor(SlackStandin.SECRET, WORKSPACES, queue::add));
  }

  /** A clock that goes on with each look at it. */
  private Instant tick() {
    return Samples.NOW.plusMillis(ticks.getAndIncrement());
  }

  private static HttpServer serve(IngressDoor ingress) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            Map<String, String> headers = new HashMap<>();
            exchange
                .getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
            int status =
                ingress.take(
                    exchange.getRequestMethod(), headers, exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** A person presses a button; what the ingress answered. */
  JsonNode press(String user, String action, Map<String, ?> more) {
    return ask("press", more, Map.of("user", user, "action", action));
  }

  JsonNode command(String user, String text, Map<String, ?> more) {
    return ask("command", more, Map.of("user", user, "text", text));
  }

  JsonNode submit(String user, Map<String, String> values) {
    return ask("submit", Map.of("values", values), Map.of("user", user));
  }

  private JsonNode ask(String what, Map<String, ?> more, Map<String, ?> body) {
    Map<String, Object> all = new HashMap<>(body);
    all.putAll(more);
    all.put("url", url());
    return slack.ask(what, all);
  }

  /** Works off what the ingress queued; how many messages came back. */
  int work() {
    List<String> bodies = queue.stream().map(Rig::json).toList();
    queue.clear();
    return deliver(bodies);
  }

  /** Delivers notices of cases in one batch; how many came back. */
  int tell(String... caseIds) {
    return deliver(
        List.of(caseIds).stream()
            .map("{\"caseId\":\"%s\",\"version\":1,\"entries\":1}"::formatted)
            .toList());
  }

  int deliver(List<String> bodies) {
    SQSEvent event = new SQSEvent();
    List<SQSMessage> messages = new ArrayList<>();
    for (String body : bodies) {
      SQSMessage message = new SQSMessage();
      message.setMessageId("m" + messages.size());
      message.setReceiptHandle("r" + messages.size());
      message.setEventSourceArn("arn:aws:sqs:us-east-1:111111111111:palisade-chat");
      message.setBody(body);
      messages.add(message);
    }
    event.setRecords(messages);
    SQSBatchResponse response = handler.handleRequest(event, new NoContext());
    return response.getBatchItemFailures().size();
  }

  static String json(Object value) {
    try {
      return Codec.plain().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one message there is, as people see it. */
  String seen() {
    List<JsonNode> messages = slack.messages();
    if (messages.size() != 1) {
      throw new AssertionError(messages.size() + " messages");
    }
    return messages.getFirst().get("shown").asText();
  }

  /** The last thing that somebody alone was told. */
  String whispered() {
    return slack.whispers().getLast().get("shown").asText();
  }

  @Override
  public void close() {
    server.stop(0);
    slack.close();
  }
}
