package dev.palisade.chatops.conversation;

import java.util.List;

/**
 * Foreign text made safe for Slack's {@code mrkdwn}: names of resources, reasons, messages of AWS.
 * Whoever names a bucket must neither mention the channel, nor draw a link, nor write a line that
 * looks like Palisade's own.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Formatting message
 *     text</a>
 */
final class Plain {

  private static final String ELLIPSIS = "…";

  private Plain() {}

  /** Text within a line of prose, at most so long once it is escaped. */
  static String prose(String text, int longest) {
    return shortened(unformatted(line(text)), longest);
  }

  /** Text within a line of prose, of the usual length. */
  static String prose(String text) {
    return prose(text, 600);
  }

  /** Text as code within a line; formatting means nothing there. */
  static String code(String text) {
    String line = line(text).replace('`', 'ˋ');
    return line.isEmpty() ? "–" : "`" + shortened(line, 400) + "`";
  }

  /** Lines as a block of code, as many as fit. */
  static String block(List<String> lines, int longest) {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = shortened(visible(lines.get(i)).replace('`', 'ˋ'), 300) + "\n";
      if (block.length() + line.length() + 60 > longest) {
        block.append("… %d more lines\n".formatted(lines.size() - i));
        break;
      }
      block.append(line);
    }
    return "```\n" + block + "```";
  }

  /** Text for an object of plain text, where nothing can be escaped, at most so long. */
  static String bare(String text, int longest) {
    return cut(line(text).replace('<', '‹').replace('>', '›').replace('`', 'ˋ'), longest);
  }

  private static String line(String text) {
    return visible(text).replaceAll("\\s+", " ").strip();
  }

  // Control characters, and those that turn the direction of text or take no room.
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cf}\\p{Cc}&&[^\\n\\t]]", "");
  }

  private static String unformatted(String text) {
    return text.replace('*', '∗')
        .replace('~', '∼')
        .replace('`', 'ˋ')
        // Only at a word's edge does an underscore make italics.
        .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "‗");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String shortened(String text, int longest) {
    int keep = text.length();
    String escaped = escaped(text);
    while (escaped.length() > longest) {
      keep = Math.min(keep - 1, keep * longest / escaped.length());
      escaped = escaped(cut(text, keep));
    }
    return escaped;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Math.max(0, longest - 1);
    boolean halved = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + ELLIPSIS;
  }
}
