package dev.palisade.chatops.conversation;

import com.slack.api.model.view.View;
import dev.palisade.chatops.conversation.Chat.Place;
import dev.palisade.chatops.conversation.ChatException.Kind;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.cases.Case;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens when somebody presses a button or sends a form off. */
final class Buttons {

  private final Desk desk;
  private final Chat chat;
  private final Telling telling;

  Buttons(Desk desk, Chat chat, Telling telling) {
    this.desk = desk;
    this.chat = chat;
    this.telling = telling;
  }

  /**
   * A button was pressed.
   *
   * @throws RefusedException if the person may not, or the plan is another by now
   */
  Turn press(Person person, SlackRequest request) {
    if (request.name().equals(Actions.UNDO_ALL)) {
      return undoAll(person, request.value());
    }
    Ask ask =
        Ask.read(request.value())
            .orElseThrow(() -> new RefusedException("that button is not one of Palisade's"));
    @Nullable Place place =
        request.message().isEmpty() ? null : new Place(request.channel(), request.message());
    return switch (request.name()) {
      case Actions.APPROVE -> decide(person, ask, place, true);
      case Actions.DENY -> decide(person, ask, place, false);
      case Actions.TICKET -> {
        current(person, ask);
        desk.ticket(person, ask.caseId(), "asked for in Slack");
        yield Turn.about(
            ask.caseId(), place, said("A ticket is being opened for", ask, "instead."));
      }
      case Actions.UNDO, Actions.UNDO_FORCED -> {
        desk.undo(person, ask.caseId(), request.name().equals(Actions.UNDO_FORCED));
        yield Turn.about(
            ask.caseId(), place, said("Undoing", ask, "; the message shows what became of it."));
      }
      case Actions.EXEMPT -> {
        Case item = current(person, ask);
        yield exemptForm(request, item);
      }
      case Actions.DETAILS -> {
        Case item = desk.find(person, ask.caseId());
        List<com.slack.api.model.block.LayoutBlock> blocks = Forms.detailBlocks(item);
        yield form(
            request,
            Forms.details(item),
            new Message(
                "Case " + item.id(),
                blocks.subList(0, Math.min(blocks.size(), Message.MOST_BLOCKS))));
      }
      case Actions.SHOW -> {
        telling.show(desk.find(person, ask.caseId()));
        yield Turn.done(said("Here is", ask, "in the channel."));
      }
      default -> throw new RefusedException("that button is not one of Palisade's");
    };
  }

  private Turn decide(Person person, Ask ask, @Nullable Place place, boolean yes) {
    try {
      Case item = desk.decide(person, ask.caseId(), ask.planHash(), yes, "");
      String rest =
          yes && !item.isApproved()
              ? "; it needs %d approvals, so somebody else is asked too."
                  .formatted(item.approvalsNeeded())
              : yes
                  ? ". Palisade reads it again and applies exactly this plan."
                  : ". Nothing is changed.";
      return Turn.about(ask.caseId(), place, said(yes ? "You approved" : "You denied", ask, rest));
    } catch (RefusedException e) {
      // The message may be what is stale.
      return Turn.about(
          ask.caseId(), place, Message.saying("Refused: " + Plain.prose(e.reason()) + "."));
    }
  }

  private Turn undoAll(Person person, String value) {
    try {
      List<Case> asked = desk.undoAll(person, Instant.parse(value));
      return Turn.done(
          Message.saying("Undoing %d cases, most recent first.".formatted(asked.size())));
    } catch (DateTimeException e) {
      throw new RefusedException("that button is not one of Palisade's");
    }
  }

  /** Asks for how long and why, or says how to write it. */
  Turn exemptForm(SlackRequest request, Case item) {
    return form(
        request,
        Forms.exempt(item, request.channel()),
        Message.saying(
            "Slack gave no time for the form. Write `/palisade exempt %s 7d REASON`, or try again."
                .formatted(item.id())));
  }

  /** Opens a form; says it in words where the trigger was too old by the time. */
  private Turn form(SlackRequest request, View view, Message instead) {
    try {
      chat.open(request.trigger(), view);
      return new Turn(new Message("", List.of()), "", null, true);
    } catch (ChatException e) {
      if (e.kind() != Kind.TRIGGER_GONE) {
        throw e;
      }
      return Turn.read(instead);
    }
  }

  /** The exempt form was sent off. */
  Turn submit(Person person, SlackRequest request) {
    String[] parts = request.value().split(" ", -1);
    if (!request.name().equals(Actions.EXEMPT) || parts.length != 3) {
      throw new RefusedException("that form is not one of Palisade's");
    }
    Ask ask =
        Ask.read(parts[0] + " " + parts[1])
            .orElseThrow(() -> new RefusedException("that form is not one of Palisade's"));
    current(person, ask);
    Exemption exemption =
        desk.exempt(
            person,
            ask.caseId(),
            request.fields().getOrDefault(Forms.REASON, ""),
            lasts(request.fields().getOrDefault(Forms.LASTS, "")));
    return Turn.about(ask.caseId(), null, exempted(exemption));
  }

  static Message exempted(Exemption exemption) {
    return Message.saying(
        "Exempt until %s as %s; owner %s."
            .formatted(
                BlockKit.time(exemption.until()),
                Plain.code(exemption.id()),
                Plain.prose(exemption.owner(), 200)));
  }

  private static Duration lasts(String iso) {
    try {
      return Duration.parse(iso);
    } catch (DateTimeException e) {
      throw new RefusedException("how long the exemption lasts was not said");
    }
  }

  /** The case, if it still has the plan that was shown. */
  private Case current(Person person, Ask ask) {
    Case item = desk.find(person, ask.caseId());
    if (!item.proposal().hash().equals(ask.planHash())) {
      String reason = item.id() + " has another plan by now; look at it again";
      desk.refused(person.named(), item.id(), reason);
      throw new RefusedException(reason);
    }
    return item;
  }

  private static Message said(String before, Ask ask, String after) {
    String space = after.startsWith(".") || after.startsWith(";") ? "" : " ";
    return Message.saying(before + " " + Plain.code(ask.caseId()) + space + after);
  }
}
