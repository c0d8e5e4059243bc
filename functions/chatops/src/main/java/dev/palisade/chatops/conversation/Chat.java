package dev.palisade.chatops.conversation;

import com.slack.api.model.User;
import com.slack.api.model.view.View;

/** Slack as the conversation uses it. All methods throw {@link ChatException}. */
interface Chat {

  /**
   * Posts a message.
   *
   * @return where it stands now
   */
  Place post(String channel, Message message);

  /** Posts below a message, and in the channel too, so that it is seen again. */
  void remind(Place place, Message message);

  /** Writes a message anew. */
  void update(Place place, Message message);

  /** Opens a form; the trigger is good for three seconds and once. */
  void open(String trigger, View view);

  /** Tells one user something in a channel. */
  void whisper(String channel, String user, Message message);

  /** Answers where a request came from, for its user only. */
  void reply(String replyTo, Message message);

  /** Who a user is. */
  User user(String id);

  /** Where a message stands: channel and Slack's id of it, its timestamp. */
  record Place(String channel, String ts) {}
}
