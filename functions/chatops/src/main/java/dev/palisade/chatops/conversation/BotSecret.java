package dev.palisade.chatops.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.plan.Codec;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The secret of the conversation: {@code {"botToken": "xoxb-…", "channel": "C…", "channels":
 * {"222222222222": "C…", "models": "C…", "CRITICAL": "C…"}}}.
 *
 * @param botToken the app's token in the workspace
 * @param channel id of the channel that cases are told in
 * @param channels other channels by account, domain or severity; the first of these that is named
 *     wins
 */
record BotSecret(String botToken, String channel, Map<String, String> channels) {

  BotSecret {
    channels = Map.copyOf(channels);
    if (botToken.isEmpty() || channel.isEmpty()) {
      throw new IllegalStateException("the secret has no botToken or no channel");
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if something is missing; never quotes the secret
   */
  static BotSecret read(String json) {
    try {
      JsonNode secret = Codec.plain().readTree(json);
      Map<String, String> channels = new HashMap<>();
      secret
          .path("channels")
          .properties()
          .forEach(entry -> channels.put(entry.getKey(), entry.getValue().asText()));
      return new BotSecret(
          secret.path("botToken").asText(""), secret.path("channel").asText(""), channels);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the secret is no JSON");
    }
  }

  /** The channel that a case is told in. */
  String channelOf(Case item) {
    return Stream.of(item.resource().account(), item.domain(), item.severity().name())
        .filter(channels::containsKey)
        .map(channels::get)
        .findFirst()
        .orElse(channel);
  }

  @Override
  public String toString() {
    return "BotSecret[" + channel + "]";
  }
}
