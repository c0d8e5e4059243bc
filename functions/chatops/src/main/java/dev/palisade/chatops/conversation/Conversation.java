package dev.palisade.chatops.conversation;

import dev.palisade.chatops.conversation.ChatException.Kind;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what people do in Slack. A request that was carried out is not carried out again, however
 * often the queue delivers it; what follows from it (the message, the answer) is best effort, since
 * the case's notice brings the message up to date anyway.
 */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final Desk desk;
  private final Chat chat;
  private final Shown shown;
  private final Members members;
  private final Buttons buttons;
  private final Commands commands;
  private final Telling telling;
  private final InstantSource clock;

  Conversation(
      Desk desk,
      Chat chat,
      Shown shown,
      Members members,
      Buttons buttons,
      Commands commands,
      Telling telling,
      InstantSource clock) {
    this.desk = desk;
    this.chat = chat;
    this.shown = shown;
    this.members = members;
    this.buttons = buttons;
    this.commands = commands;
    this.telling = telling;
    this.clock = clock;
  }

  /**
   * Carries a request out and answers it.
   *
   * @return whether it was taken; false where it was refused
   * @throws ChatException if Slack was busy before anything was done, so that it is tried again
   */
  boolean answer(SlackRequest request) {
    if (shown.isDone(request.id())) {
      return true;
    }
    boolean taken = true;
    Turn turn;
    try {
      turn = turn(request);
    } catch (RefusedException e) {
      LOG.info("refused {} of {}: {}", request.name(), request.user(), e.reason());
      taken = false;
      turn = Turn.read(Message.saying("Refused: " + Plain.prose(e.reason(), 1_000) + "."));
    }
    if (turn.wrote()) {
      shown.done(request.id(), clock.instant());
    }
    refresh(turn);
    reply(request, turn.answer(), turn.wrote());
    return taken;
  }

  private Turn turn(SlackRequest request) {
    Person person = person(request);
    return switch (request.kind()) {
      case COMMAND -> commands.run(person, request);
      case BUTTON -> buttons.press(person, request);
      case FORM -> buttons.submit(person, request);
    };
  }

  private Person person(SlackRequest request) {
    try {
      return members.person(request.user());
    } catch (RefusedException e) {
      desk.refused(
          "Slack user " + request.user(), request.value(), request.name() + ": " + e.reason());
      throw e;
    }
  }

  private void refresh(Turn turn) {
    if (turn.caseId().isEmpty()) {
      return;
    }
    try {
      telling.refresh(turn.caseId(), turn.acted());
    } catch (ChatException e) {
      LOG.info("the message of {} waits for its notice: {}", turn.caseId(), e.getMessage());
    }
  }

  private void reply(SlackRequest request, Message message, boolean wrote) {
    if (message.blocks().isEmpty()) {
      return;
    }
    try {
      if (!request.replyTo().isEmpty()) {
        chat.reply(request.replyTo(), message);
      } else {
        whisper(request, message);
      }
    } catch (ChatException e) {
      if (e.kind() == Kind.LATER && !wrote) {
        throw e;
      }
      LOG.warn("{} was not told what became of {}", request.user(), request.name(), e);
    }
  }

  // A form has no address for answers: the channel it was opened from is in what it carries, and
  // where Palisade is no member of that, it is the user's own.
  private void whisper(SlackRequest request, Message message) {
    String channel = request.value().substring(request.value().lastIndexOf(' ') + 1);
    try {
      chat.whisper(channel, request.user(), message);
    } catch (ChatException e) {
      if (e.kind() != Kind.FINAL) {
        throw e;
      }
      chat.post(request.user(), message);
    }
  }
}
