package dev.palisade.chatops.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.chatops.request.SlackRequest.Kind;
import dev.palisade.core.plan.Codec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a signed body says. Only what the conversation needs is taken over: a pressed button comes
 * with the whole message around it, which may be longer than a queue carries.
 */
sealed interface Reading {

  /**
   * A request for the conversation.
   *
   * @param request the request
   * @param enterprise id of the Enterprise organization, or empty
   * @param userTeam id of the user's own workspace, or empty where it isn't told
   */
  record Request(SlackRequest request, String enterprise, String userTeam) implements Reading {}

  /** Slack asks whether this address is the app's. */
  record Challenge(String challenge) implements Reading {}

  /** Slack looks whether the address answers. */
  record Knock() implements Reading {}

  /** Something that needs no answer, from a workspace. */
  record Other(String team, String enterprise) implements Reading {}

  /** The reading of a body, or empty if it is nothing that Slack sends. */
  static Optional<Reading> of(String body, Signature signature) {
    try {
      if (body.startsWith("{")) {
        return event(Codec.plain().readTree(body));
      }
      Map<String, String> form = form(body);
      if (form.containsKey("payload")) {
        return interaction(Codec.plain().readTree(form.get("payload")), signature);
      }
      if (form.containsKey("command")) {
        return Optional.of(command(form, signature));
      }
      return form.containsKey("ssl_check") ? Optional.of(new Knock()) : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Reading> event(JsonNode event) {
    return switch (event.path("type").asText("")) {
      case "url_verification" -> Optional.of(new Challenge(event.path("challenge").asText("")));
      case "event_callback" ->
          Optional.of(
              new Other(event.path("team_id").asText(""), event.path("enterprise_id").asText("")));
      default -> Optional.empty();
    };
  }

  private static Reading command(Map<String, String> form, Signature signature) {
    return new Request(
        new SlackRequest(
            Kind.COMMAND,
            signature.hex(),
            signature.at(),
            form.getOrDefault("team_id", ""),
            form.getOrDefault("user_id", ""),
            form.getOrDefault("channel_id", ""),
            "",
            form.getOrDefault("trigger_id", ""),
            form.getOrDefault("response_url", ""),
            form.getOrDefault("command", ""),
            form.getOrDefault("text", ""),
            Map.of()),
        form.getOrDefault("enterprise_id", ""),
        "");
  }

  private static Optional<Reading> interaction(JsonNode payload, Signature signature) {
    return switch (payload.path("type").asText("")) {
      case "block_actions" -> {
        JsonNode action = payload.at("/actions/0");
        yield Optional.of(
            interaction(
                payload,
                signature,
                Kind.BUTTON,
                action.path("action_id").asText(""),
                action.path("value").asText(""),
                Map.of()));
      }
      case "view_submission" -> {
        JsonNode view = payload.path("view");
        yield Optional.of(
            interaction(
                payload,
                signature,
                Kind.FORM,
                view.path("callback_id").asText(""),
                view.path("private_metadata").asText(""),
                fields(view.at("/state/values"))));
      }
      case "view_closed" ->
          Optional.of(
              new Other(
                  payload.at("/team/id").asText(""), payload.at("/enterprise/id").asText("")));
      default -> Optional.empty();
    };
  }

  private static Reading interaction(
      JsonNode payload,
      Signature signature,
      Kind kind,
      String name,
      String value,
      Map<String, String> fields) {
    return new Request(
        new SlackRequest(
            kind,
            signature.hex(),
            signature.at(),
            payload.at("/team/id").asText(""),
            payload.at("/user/id").asText(""),
            payload.at("/channel/id").asText(""),
            payload.at("/container/message_ts").asText(""),
            payload.path("trigger_id").asText(""),
            payload.path("response_url").asText(""),
            name,
            value,
            fields),
        payload.at("/enterprise/id").asText(""),
        payload.at("/user/team_id").asText(""));
  }

  /** Values by action id: {@code values[block][action]} has {@code value} or a selected option. */
  private static Map<String, String> fields(JsonNode values) {
    Map<String, String> fields = new HashMap<>();
    values.forEach(block ->
        block
            .properties()
            .forEach(entry -> {
              JsonNode chosen = entry.getValue().at("/selected_option/value");
              JsonNode typed = entry.getValue().path("value");
              fields.put(entry.getKey(), chosen.asText(typed.asText("")));
            }));
    return fields;
  }

  /**
   * The fields of a form body.
   *
   * @throws IllegalArgumentException if it is none, or says something twice
   */
  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not a form");
      }
      String name = decoded(pair.substring(0, equals));
      if (fields.put(name, decoded(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("said twice: " + name);
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
