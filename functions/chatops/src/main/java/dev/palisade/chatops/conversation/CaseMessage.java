package dev.palisade.chatops.conversation;

import static dev.palisade.chatops.conversation.BlockKit.button;
import static dev.palisade.chatops.conversation.BlockKit.confirm;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.cases.Step;
import dev.palisade.platform.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A case's message: what happened, who did it, why it matters, how it is known to be AI, the plan,
 * what breaks either way, until when, and the buttons. The same case always gives the same message,
 * so that an update is a matter of writing it again.
 */
final class CaseMessage {

  private static final int DIFF = 2600;
  private static final int SHOWN_STEPS = 5;

  private final Catalogue catalogue;

  CaseMessage(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Message of(Case item) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(
        BlockKit.header(
            "%s %s: %s".formatted(CaseWords.sign(item.state()), item.severity(), item.title())));
    blocks.add(BlockKit.section(standing(item)));
    blocks.add(BlockKit.section(happening(item)));
    blocks.add(BlockKit.section(meaning(item)));
    plan(item, blocks);
    if (item.state() == CaseState.AWAITING_APPROVAL) {
      blocks.add(BlockKit.section(consequences(item)));
    }
    blocks.add(BlockKit.actions(buttons(item)));
    blocks.add(BlockKit.context(footer(item)));
    return new Message(summary(item), blocks);
  }

  /** Reminds of a question that stands. */
  static Message reminder(Case item) {
    @Nullable Question question = item.question();
    return Message.saying(
        "⏰ %s still waits for a decision: %s on %s.%s"
            .formatted(
                Plain.code(item.id()),
                Plain.prose(item.title(), 200),
                Plain.code(item.resource().arn()),
                question == null
                    ? ""
                    : "\nUntil %s; then %s."
                        .formatted(
                            BlockKit.time(question.deadline()), question.atExpiry().words())));
  }

  private static String summary(Case item) {
    return "%s %s: %s · %s · %s"
        .formatted(
            CaseWords.sign(item.state()),
            item.severity(),
            Plain.prose(item.title(), 200),
            Plain.prose(item.resource().arn(), 300),
            CaseWords.state(item.state()));
  }

  private static String standing(Case item) {
    StringBuilder text = new StringBuilder("*" + CaseWords.state(item.state()) + "*");
    if (item.state() == CaseState.AWAITING_APPROVAL) {
      long yes = approvals(item);
      text.append(" · %d of %d approvals".formatted(yes, Math.max(1, item.approvalsNeeded())));
    }
    text.append("\n").append(Plain.prose(Masked.text(item.reason()), 900));
    for (Approval approval : item.approvals()) {
      text.append(
          "\n%s %s by %s at %s%s"
              .formatted(
                  approval.yes() ? "👍" : "👎",
                  approval.yes() ? "approved" : "denied",
                  Plain.prose(approval.by(), 200),
                  BlockKit.time(approval.at()),
                  approval.planHash().equals(item.proposal().hash()) ? "" : " (an earlier plan)"));
      if (text.length() > 2_400) {
        break;
      }
    }
    return text.toString();
  }

  private static long approvals(Case item) {
    return item.approvals().stream()
        .filter(one -> one.yes() && one.planHash().equals(item.proposal().hash()))
        .map(Approval::person)
        .distinct()
        .count();
  }

  private static String happening(Case item) {
    return "*What happened*  %s (%s) at %s\n*Who*  %s\n*Resource*  %s\n*Where*  %s, %s"
        .formatted(
            Plain.code(item.origin().name()),
            Plain.prose(item.origin().source(), 100),
            BlockKit.time(item.origin().at()),
            CaseWords.actor(item),
            Plain.code(item.resource().arn()),
            Plain.code(item.resource().account()),
            Plain.code(item.resource().region()));
  }

  private String meaning(Case item) {
    String why = catalogue.control(item.control()).map(Catalogue.Text::why).orElse(item.title());
    return "*Why it matters*  %s\n*Why it is AI*  %s"
        .formatted(Plain.prose(why, 900), Plain.prose(item.scope().why(), 500));
  }

  private static void plan(Case item, List<LayoutBlock> blocks) {
    StringBuilder text = new StringBuilder("*Plan*  ");
    text.append(Plain.prose(Masked.text(item.proposal().rationale()), 900));
    for (Step step : item.steps().stream().limit(SHOWN_STEPS).toList()) {
      text.append(
          "\n• %s %s%s"
              .formatted(
                  Plain.prose(Masked.text(step.describe()), 200),
                  Plain.code(step.action()),
                  step.reversible() ? "" : " *can't be undone*"));
    }
    if (item.steps().size() > SHOWN_STEPS) {
      text.append("\n• and %d more, see Details".formatted(item.steps().size() - SHOWN_STEPS));
    }
    if (!item.proposal().steps().isBlank()) {
      text.append("\n*By hand*  ").append(Plain.prose(Masked.text(item.proposal().steps()), 600));
    }
    blocks.add(BlockKit.section(text.toString()));
    List<String> diff = item.steps().stream().flatMap(step -> PlanDiff.of(step).stream()).toList();
    if (!diff.isEmpty()) {
      blocks.add(BlockKit.section(Plain.block(diff, DIFF)));
    }
  }

  private String consequences(Case item) {
    String breaks =
        catalogue.control(item.control()).map(Catalogue.Text::breaks).orElse("").strip();
    StringBuilder text = new StringBuilder("*If it is applied*  ");
    text.append(breaks.isEmpty() ? "Nothing is known to break." : Plain.prose(breaks, 700));
    if (!item.proposal().asks().isEmpty()) {
      text.append("\n*Why you are asked*  ")
          .append(Plain.prose(Masked.text(String.join(" ", item.proposal().asks())), 700));
    }
    text.append("\n*If not*  The gap stays open. What should hold: ")
        .append(Plain.prose(item.title(), 200))
        .append(".");
    @Nullable Question question = item.question();
    if (question != null) {
      text.append(
          "\n*Until*  %s; then %s."
              .formatted(BlockKit.time(question.deadline()), question.atExpiry().words()));
      if (!question.groups().isEmpty()) {
        text.append("\n*Who may decide*  ")
            .append(Plain.prose(String.join(", ", question.groups()), 300));
      }
    }
    return text.toString();
  }

  private static List<BlockElement> buttons(Case item) {
    String value = Ask.about(item).written();
    List<BlockElement> buttons = new ArrayList<>();
    if (item.state() == CaseState.AWAITING_APPROVAL) {
      buttons.add(
          button(
              Actions.APPROVE,
              "Approve",
              value,
              "primary",
              confirm(
                  "Approve this plan?",
                  item.steps().stream()
                      .map(step -> Masked.text(step.describe()))
                      .collect(Collectors.joining("; ")),
                  "Approve")));
      buttons.add(
          button(
              Actions.DENY,
              "Deny",
              value,
              "danger",
              confirm("Deny this plan?", "Nothing is changed, and the gap stays open.", "Deny")));
      buttons.add(button(Actions.EXEMPT, "Exempt for…", value, null, null));
      buttons.add(
          button(
              Actions.TICKET,
              "Open ticket",
              value,
              null,
              confirm(
                  "Open a ticket instead?",
                  "The question ends; somebody acts by hand.",
                  "Open ticket")));
    }
    buttons.add(button(Actions.DETAILS, "Details", value, null, null));
    if (CaseWords.isUndoable(item)) {
      buttons.add(
          button(
              Actions.UNDO,
              "Undo",
              value,
              null,
              confirm(
                  "Undo this fix?",
                  "What was there before is put back, and the gap is open again. It is refused if"
                      + " the resource has changed since.",
                  "Undo")));
    }
    return buttons;
  }

  private static String footer(Case item) {
    AuditEntry last = item.trail().getLast();
    return "%s · %s · plan %s · last: %s at %s"
        .formatted(
            Plain.code(item.id()),
            Plain.code(item.control()),
            Plain.code(
                item.proposal().hash().substring(0, Math.min(12, item.proposal().hash().length()))),
            Plain.prose(last.by(), 200),
            BlockKit.time(last.at()));
  }
}
