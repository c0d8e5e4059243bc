package dev.palisade.tickets.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Blocks as plain text. */
public final class PlainText {

  private PlainText() {}

  /** The text, at most so many characters long; what is left out is said. */
  public static String of(List<Block> blocks, int longest) {
    return Fitting.fit(blocks, longest, PlainText::all, String::length);
  }

  private static String all(List<Block> blocks) {
    return blocks.stream().map(PlainText::one).collect(Collectors.joining("\n\n"));
  }

  private static String one(Block block) {
    return switch (block) {
      case Block.Heading heading -> heading.text().toUpperCase(Locale.ROOT);
      case Block.Paragraph paragraph -> Clean.lines(paragraph.text());
      case Block.Fields fields ->
          fields.fields().stream()
              .map(field -> field.name() + ": " + Clean.line(field.value()))
              .collect(Collectors.joining("\n"));
      case Block.Code code -> Clean.lines(code.text());
      case Block.Bullets bullets ->
          bullets.lines().stream()
              .map(line -> "- " + Clean.line(line))
              .collect(Collectors.joining("\n"));
      case Block.Link link -> link.label() + ": " + link.url();
    };
  }
}
