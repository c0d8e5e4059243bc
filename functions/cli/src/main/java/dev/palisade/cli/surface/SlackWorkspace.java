package dev.palisade.cli.surface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The workspace that {@code infra/standins/slack.py} stands in for, as its people use it. What they
 * press goes to the app signed, as Slack signs it.
 */
public final class SlackWorkspace {

  /** The button that says yes to a plan. */
  public static final String APPROVE = "palisade.approve";

  /** The button that says no. */
  public static final String DENY = "palisade.deny";

  private final String standin;
  private final String app;

  /**
   * A workspace.
   *
   * @param standin where the stand-in answers
   * @param app where the app takes requests: the ingress
   */
  public SlackWorkspace(String standin, String app) {
    this.standin = standin;
    this.app = app;
  }

  /**
   * What the app answered to a request.
   *
   * @param status HTTP status
   * @param seconds how long Slack waited
   * @param request the request as it was sent, to be sent once more
   */
  public record Sent(int status, double seconds, JsonNode request) {}

  /** What stands in the channels, oldest first: {@code channel}, {@code ts}, {@code shown}. */
  public List<JsonNode> messages() {
    return Web.get(standin + "/_standin/messages").valueStream().toList();
  }

  /** What single people were told, oldest first: {@code user}, {@code shown}. */
  public List<JsonNode> whispers() {
    return Web.get(standin + "/_standin/whispers").valueStream().toList();
  }

  /** The message of a case that offers a button, as people see it. */
  public Optional<String> message(String caseId, String button) {
    return messages().stream()
        .filter(message -> offers(message.path("blocks"), button, caseId))
        .reduce((first, last) -> last)
        .map(message -> message.path("shown").asText());
  }

  private static boolean offers(JsonNode blocks, String button, String caseId) {
    return blocks
        .valueStream()
        .flatMap(block -> block.path("elements").valueStream())
        .anyMatch(element ->
            element.path("action_id").asText().equals(button)
                && element.path("value").asText().startsWith(caseId + " "));
  }

  /** Somebody presses a button of a case's message. */
  public Sent press(String user, String button, String caseId) {
    ObjectNode wanted = wanted().put("user", user).put("action", button).put("case", caseId);
    return send("press", wanted);
  }

  /**
   * A press that is not as it should be.
   *
   * @param wanted what is wrong with it, in the stand-in's words: {@code secret}, {@code age},
   *     {@code team}, {@code value}, …
   */
  public Sent forged(ObjectNode wanted) {
    return send("press", wanted);
  }

  /** A request that was sent before, once more. */
  public Sent again(Sent before) {
    ObjectNode wanted = wanted();
    wanted.set("replay", before.request());
    return send("press", wanted);
  }

  /** Somebody writes {@code /palisade …}. */
  public Sent command(String user, String text) {
    return send("command", wanted().put("user", user).put("text", text));
  }

  private static ObjectNode wanted() {
    return JsonNodeFactory.instance.objectNode();
  }

  private Sent send(String how, ObjectNode wanted) {
    JsonNode sent = Web.post(standin + "/_standin/" + how, wanted.put("url", app));
    return new Sent(
        sent.path("status").asInt(), sent.path("seconds").asDouble(), sent.path("request"));
  }
}
