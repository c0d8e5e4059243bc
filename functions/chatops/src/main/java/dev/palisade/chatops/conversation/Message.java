package dev.palisade.chatops.conversation;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * A message as it is sent.
 *
 * @param text what notifications and screen readers say
 * @param blocks what is shown, fifty at most
 */
record Message(String text, List<LayoutBlock> blocks) {

  /** Slack's bound on a message. */
  static final int MOST_BLOCKS = 50;

  Message {
    blocks = List.copyOf(blocks);
    if (blocks.size() > MOST_BLOCKS) {
      throw new IllegalArgumentException("%d blocks in a message".formatted(blocks.size()));
    }
  }

  /** A message of one or more paragraphs, already escaped. */
  static Message saying(String... paragraphs) {
    return new Message(paragraphs[0], List.of(paragraphs).stream().map(BlockKit::section).toList());
  }
}
