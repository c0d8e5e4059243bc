package dev.palisade.chatops.conversation;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.User;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.WebhookResponse;
import dev.palisade.chatops.conversation.ChatException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Slack by its own SDK, with the token that is in force now. */
final class SlackChat implements Chat {

  private static final int CALL_MILLIS = 8_000;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);

  private final Slack slack;
  private final BotSecrets secrets;
  private final String replyHost;

  /**
   * Slack at an address.
   *
   * @param api where methods are called, {@code https://slack.com/api/}
   */
  SlackChat(String api, BotSecrets secrets) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(api);
    config.setHttpClientCallTimeoutMillis(CALL_MILLIS);
    // Its statistics run on threads that a snapshot would freeze.
    config.setStatsEnabled(false);
    config.setMethodsConfig(MethodsConfig.builder().statsEnabled(false).build());
    this.slack = Slack.getInstance(config);
    this.secrets = secrets;
    String host = URI.create(api).getHost();
    this.replyHost = host.equals("slack.com") ? "hooks.slack.com" : host;
  }

  @Override
  public Place post(String channel, Message message) {
    ChatPostMessageResponse answer =
        call(methods ->
            methods.chatPostMessage(r ->
                r.channel(channel)
                    .text(message.text())
                    .blocks(message.blocks())
                    .unfurlLinks(false)
                    .unfurlMedia(false)));
    return new Place(answer.getChannel(), answer.getTs());
  }

  @Override
  public void remind(Place place, Message message) {
    call(methods ->
        methods.chatPostMessage(r ->
            r.channel(place.channel())
                .threadTs(place.ts())
                .replyBroadcast(true)
                .text(message.text())
                .blocks(message.blocks())));
  }

  @Override
  public void update(Place place, Message message) {
    call(methods ->
        methods.chatUpdate(r ->
            r.channel(place.channel())
                .ts(place.ts())
                .text(message.text())
                .blocks(message.blocks())));
  }

  @Override
  public void open(String trigger, View view) {
    call(methods -> methods.viewsOpen(r -> r.triggerId(trigger).view(view)));
  }

  @Override
  public void whisper(String channel, String user, Message message) {
    call(methods ->
        methods.chatPostEphemeral(
            r -> r.channel(channel).user(user).text(message.text()).blocks(message.blocks())));
  }

  @Override
  public User user(String id) {
    return call(methods -> methods.usersInfo(r -> r.user(id))).getUser();
  }

  @Override
  public void reply(String replyTo, Message message) {
    URI address = URI.create(replyTo);
    if (!replyHost.equals(address.getHost())) {
      throw new ChatException(
          Kind.FINAL, "an answer would go elsewhere than to Slack", USUAL_PAUSE);
    }
    String body =
        GsonFactory.createSnakeCase(slack.getConfig())
            .toJson(
                Map.of(
                    "response_type",
                    "ephemeral",
                    "replace_original",
                    false,
                    "text",
                    message.text(),
                    "blocks",
                    message.blocks()));
    try {
      WebhookResponse answer = slack.send(replyTo, body);
      if (answer.getCode() == 429 || answer.getCode() >= 500) {
        throw new ChatException(Kind.LATER, "Slack answered " + answer.getCode(), USUAL_PAUSE);
      }
      if (answer.getCode() != 200) {
        throw new ChatException(
            Kind.FINAL, "Slack refused an answer: " + answer.getBody(), USUAL_PAUSE);
      }
    } catch (IOException e) {
      throw new ChatException(Kind.LATER, "Slack could not be reached", e);
    }
  }

  private interface Call<R> {
    R with(MethodsClient methods) throws IOException, SlackApiException;
  }

  /** Calls, and once more with a token that is read anew where the one at hand was refused. */
  private <R extends SlackApiTextResponse> R call(Call<R> call) {
    try {
      return once(call);
    } catch (ChatException e) {
      if (e.kind() != Kind.TOKEN) {
        throw e;
      }
      secrets.forget();
      return once(call);
    }
  }

  private <R extends SlackApiTextResponse> R once(Call<R> call) {
    try {
      R answer = call.with(slack.methods(secrets.get().botToken()));
      if (!answer.isOk()) {
        throw refused(answer.getError());
      }
      return answer;
    } catch (SlackApiException e) {
      int status = e.getResponse().code();
      if (status == 429) {
        String seconds = e.getResponse().header("Retry-After", "5");
        throw new ChatException(
            Kind.LATER,
            "Slack asks to wait " + seconds + " s",
            Duration.ofSeconds(Long.parseLong(seconds)));
      }
      throw new ChatException(
          status >= 500 ? Kind.LATER : Kind.FINAL, "Slack answered " + status, e);
    } catch (IOException e) {
      throw new ChatException(Kind.LATER, "Slack could not be reached", e);
    }
  }

  private static ChatException refused(String error) {
    Kind kind =
        switch (error) {
          case "ratelimited",
              "internal_error",
              "fatal_error",
              "service_unavailable",
              "request_timeout" ->
              Kind.LATER;
          case "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id" ->
              Kind.TRIGGER_GONE;
          case "message_not_found", "cant_update_message", "edit_window_closed" ->
              Kind.MESSAGE_GONE;
          case "user_not_found", "user_not_visible" -> Kind.NOBODY;
          case "invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed" ->
              Kind.TOKEN;
          default -> Kind.FINAL;
        };
    return new ChatException(kind, "Slack says " + error, USUAL_PAUSE);
  }
}
