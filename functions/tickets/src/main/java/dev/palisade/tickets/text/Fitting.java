package dev.palisade.tickets.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Makes text fit into a product's limit: first what is shown as it is gets shorter, the last blocks
 * before the first; then the last blocks go. What comes first is what somebody needs first.
 * Something left out is always said.
 */
final class Fitting {

  private static final int LEAST = 200;
  private static final List<Integer> CODE = List.of(8_000, 2_000, 600, LEAST);

  /** What is in a nutshell, and what to do: kept longer than all that follows. */
  private static final int FIRST = 3;

  private static final Block SHORTENED =
      new Block.Paragraph("Shortened to fit here; the case itself has everything.");

  private static final Block NOTHING_FITS = new Block.Paragraph("Too long to be shown here.");

  private Fitting() {}

  static <T> T fit(
      List<Block> blocks, int longest, Function<List<Block>, T> write, ToIntFunction<T> length) {
    T whole = write.apply(blocks);
    if (length.applyAsInt(whole) <= longest) {
      return whole;
    }
    List<Block> shorter = new ArrayList<>(shortened(blocks, CODE.getFirst()));
    shorter.add(SHORTENED);
    Predicate<List<Block>> fits = some -> length.applyAsInt(write.apply(some)) <= longest;
    if (CODE.stream().anyMatch(code -> fitsFromTheBack(blocks, shorter, code, FIRST, fits))
        || fitsWithoutTheLast(shorter, blocks.size() / 2, fits)
        || fitsFromTheBack(blocks.subList(0, shorter.size() - 1), shorter, LEAST, 0, fits)
        || fitsWithoutTheLast(shorter, 1, fits)) {
      return write.apply(shorter);
    }
    return write.apply(List.of(NOTHING_FITS));
  }

  /** Shortens block after block, the last first; those before one that stays are left alone. */
  private static boolean fitsFromTheBack(
      List<Block> blocks, List<Block> shorter, int code, int stay, Predicate<List<Block>> fits) {
    for (int i = blocks.size() - 1; i >= (code == LEAST ? stay : 0); i--) {
      shorter.set(i, shortened(blocks.get(i), code));
      if (fits.test(shorter)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the last blocks away, but for the words that say so, until it fits or so many are left.
   */
  private static boolean fitsWithoutTheLast(
      List<Block> shorter, int left, Predicate<List<Block>> fits) {
    while (shorter.size() - 1 > left) {
      shorter.remove(shorter.size() - 2);
      if (fits.test(shorter)) {
        return true;
      }
    }
    return false;
  }

  private static List<Block> shortened(List<Block> blocks, int longest) {
    return blocks.stream().map(block -> shortened(block, longest)).toList();
  }

  private static Block shortened(Block block, int longest) {
    return switch (block) {
      case Block.Code code -> new Block.Code(Clean.cut(code.text(), longest));
      case Block.Paragraph paragraph -> new Block.Paragraph(Clean.cut(paragraph.text(), longest));
      case Block.Bullets bullets -> new Block.Bullets(last(bullets.lines(), longest / 50));
      case Block.Fields fields ->
          new Block.Fields(
              fields.fields().stream()
                  .map(one -> new Block.Field(one.name(), Clean.cut(one.value(), longest)))
                  .toList());
      case Block.Heading heading -> heading;
      case Block.Link link -> link;
    };
  }

  private static List<String> last(List<String> lines, int most) {
    return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
        .map(line -> Clean.cut(line, 400))
        .toList();
  }
}
