package dev.palisade.chatops.conversation;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that are used, within Slack's bounds.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Blocks</a>
 */
final class BlockKit {

  /** Longest text of a section. */
  static final int SECTION = 3000;

  private static final int HEADER = 150;
  private static final int CONFIRM_TITLE = 100;
  private static final int CONFIRM_TEXT = 300;

  private BlockKit() {}

  static LayoutBlock header(String text) {
    return HeaderBlock.builder().text(plain(Plain.bare(text, HEADER))).build();
  }

  /** Text that is escaped already; no address or channel name in it becomes a link by itself. */
  static LayoutBlock section(String mrkdwn) {
    if (mrkdwn.length() > SECTION) {
      throw new IllegalArgumentException("a section of %d".formatted(mrkdwn.length()));
    }
    return SectionBlock.builder().text(text(mrkdwn)).build();
  }

  static LayoutBlock section(String mrkdwn, BlockElement beside) {
    return SectionBlock.builder().text(text(mrkdwn)).accessory(beside).build();
  }

  static LayoutBlock context(String mrkdwn) {
    return ContextBlock.builder().elements(List.of(text(mrkdwn))).build();
  }

  static LayoutBlock actions(List<BlockElement> elements) {
    return ActionsBlock.builder().elements(elements).build();
  }

  /**
   * A button.
   *
   * @param style {@code primary}, {@code danger}, or null
   * @param confirm what is asked once more, or null
   */
  static ButtonElement button(
      String action,
      String label,
      String value,
      @Nullable String style,
      @Nullable ConfirmationDialogObject confirm) {
    return ButtonElement.builder()
        .actionId(action)
        .text(plain(label))
        .value(value)
        .style(style)
        .confirm(confirm)
        .build();
  }

  static ConfirmationDialogObject confirm(String title, String text, String yes) {
    return ConfirmationDialogObject.builder()
        .title(plain(Plain.bare(title, CONFIRM_TITLE)))
        .text(plain(Plain.bare(text, CONFIRM_TEXT)))
        .confirm(plain(yes))
        .deny(plain("Back"))
        .build();
  }

  static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(false).build();
  }

  /** A time as each reader's own clock shows it. */
  static String time(Instant at) {
    return "<!date^%d^{date_short_pretty} {time}|%s>".formatted(at.getEpochSecond(), at);
  }

  private static MarkdownTextObject text(String mrkdwn) {
    return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
  }
}
