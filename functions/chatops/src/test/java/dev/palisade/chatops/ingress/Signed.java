package dev.palisade.chatops.ingress;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests signed as Slack signs them. */
record Signed(Map<String, String> headers, byte[] body) {

  static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");
  static final String TEAM = "T0PALISADE";

  static Signed by(String secret, Instant at, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Signed(
        Map.of(
            "x-slack-request-timestamp",
            String.valueOf(at.getEpochSecond()),
            "x-slack-signature",
            "v0=" + HexFormat.of().formatHex(Signature.sign(secret, at, bytes))),
        bytes);
  }

  static Signed now(String body) {
    return by(SECRET, NOW, body);
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String payload(String json) {
    return "payload=" + encoded(json);
  }

  static String command(String text) {
    return form(
        Map.of(
            "command", "/palisade",
            "text", text,
            "team_id", TEAM,
            "user_id", "U0ALICE",
            "channel_id", "C0ALERTS",
            "trigger_id", "1.2.3",
            "response_url", "https://hooks.slack.com/commands/1/2/3"));
  }

  static String button(String team, String userTeam, String action, String value) {
    return payload(
        """
        {"type":"block_actions","team":{"id":"%s","domain":"d"},"enterprise":null,
         "user":{"id":"U0ALICE","username":"alice","team_id":"%s"},
         "channel":{"id":"C0ALERTS"},"container":{"type":"message","message_ts":"1.1"},
         "trigger_id":"1.2.3","response_url":"https://hooks.slack.com/actions/1/2/3",
         "actions":[{"type":"button","action_id":"%s","value":"%s","block_id":"b"}]}
        """
            .formatted(team, userTeam, action, value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
