package dev.palisade.tickets.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Blocks as GitHub-flavoured Markdown. Untrusted values stand in code, where nothing is a link, a
 * mention or HTML; untrusted prose is escaped, and mentions, references and bare addresses in it
 * are broken, which backslashes alone do not do.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
public final class MarkdownText {

  private static final Pattern PUNCTUATION = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+.!|~&=$-]");
  private static final Pattern LIVE = Pattern.compile("(?i)(@|#|://|www\\.|GH-)");
  private static final Pattern TICKS = Pattern.compile("`+");
  private static final String NOTHING_SEEN = "\u200b";

  private MarkdownText() {}

  /** The text, at most so many characters long; what is left out is said. */
  public static String of(List<Block> blocks, int longest) {
    return Fitting.fit(blocks, longest, MarkdownText::all, String::length);
  }

  private static String all(List<Block> blocks) {
    return blocks.stream().map(MarkdownText::one).collect(Collectors.joining("\n\n"));
  }

  private static String one(Block block) {
    return switch (block) {
      case Block.Heading heading -> "### " + heading.text();
      case Block.Paragraph paragraph ->
          Clean.lines(paragraph.text())
              .lines()
              .map(MarkdownText::prose)
              .collect(Collectors.joining("\n"));
      case Block.Fields fields ->
          fields.fields().stream()
              .map(field -> "- **" + field.name() + "**: " + code(field.value()))
              .collect(Collectors.joining("\n"));
      case Block.Code code -> fenced(Clean.lines(code.text()));
      case Block.Bullets bullets ->
          bullets.lines().stream()
              .map(line -> "- " + prose(Clean.line(line)))
              .collect(Collectors.joining("\n"));
      // Parentheses and spaces would end the address.
      case Block.Link link ->
          "[%s](<%s>)".formatted(link.label(), link.url().replaceAll("[<>\\s]", ""));
    };
  }

  /** Prose of one line: seen as it is, and nothing else. */
  static String prose(String text) {
    String broken = LIVE.matcher(text.strip()).replaceAll(match -> broken(match.group()));
    return PUNCTUATION.matcher(broken).replaceAll("\\\\$0");
  }

  // "@x" → "@\u200bx", "://" → ":\u200b//", "www." → "w\u200bww."
  private static String broken(String live) {
    return Matcher.quoteReplacement(live.charAt(0) + NOTHING_SEEN + live.substring(1));
  }

  /** A value as code, within more backticks than are in it. */
  static String code(String value) {
    String line = Clean.line(value);
    String fence = "`".repeat(1 + longestTicks(line));
    boolean apart = line.startsWith("`") || line.endsWith("`");
    return apart ? fence + " " + line + " " + fence : fence + line + fence;
  }

  private static String fenced(String text) {
    String fence = "`".repeat(Math.max(3, 1 + longestTicks(text)));
    return fence + "\n" + text + "\n" + fence;
  }

  private static int longestTicks(String text) {
    Stream<String> runs = TICKS.matcher(text).results().map(match -> match.group());
    return runs.mapToInt(String::length).max().orElse(0);
  }
}
