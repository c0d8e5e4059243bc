package dev.palisade.chatops.request;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody did in Slack, verified to come from an allowed workspace; who it is stays to be
 * found out. JSON on the queue {@code slack-requests}; parts that a kind does not have are empty.
 *
 * @param kind what was done
 * @param id the request's signature, 64 hex digits: the same request has it once only
 * @param at when Slack signed it
 * @param team id of the workspace, {@code T…}; empty for an organization-wide installation
 * @param user id of the user, {@code U…} or {@code W…}
 * @param channel id of the channel it was done in
 * @param message timestamp of the message whose button was pressed, Slack's id of it
 * @param trigger what a modal is opened with, within three seconds
 * @param replyTo address for answers that only the user sees
 * @param name the command, the button's action id, or the form's callback id
 * @param value the command's text, the button's value, or the form's private metadata
 * @param fields the form's values by action id
 */
public record SlackRequest(
    Kind kind,
    String id,
    Instant at,
    String team,
    String user,
    String channel,
    String message,
    String trigger,
    String replyTo,
    String name,
    String value,
    Map<String, String> fields) {

  public SlackRequest {
    fields = Map.copyOf(fields);
  }

  /** What can be done. */
  public enum Kind {
    /** A slash command. */
    COMMAND,
    /** A button of a message or modal. */
    BUTTON,
    /** A modal that was sent off. */
    FORM
  }
}
