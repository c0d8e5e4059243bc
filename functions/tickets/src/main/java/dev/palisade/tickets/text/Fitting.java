package dev.palisade.tickets.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Makes text fit into a product's limit: first what is shown as it is gets shorter, the last blocks
 * before the first; then the last blocks go. What comes first is what somebody needs first.
 * Something left out is always said.
 */
final class Fitting {

  private static final List<Integer> CODE = List.of(8_000, 2_000, 600, 200);
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
    for (int code : CODE) {
      // From the back, so that what comes first is kept the longest.
      for (int i = blocks.size() - 1; i >= 0; i--) {
        shorter.set(i, shortened(blocks.get(i), code));
        T fitting = write.apply(shorter);
        if (length.applyAsInt(fitting) <= longest) {
          return fitting;
        }
      }
    }
    for (int last = shorter.size() - 2; last > 0; last--) {
      shorter.remove(last);
      T fitting = write.apply(shorter);
      if (length.applyAsInt(fitting) <= longest) {
        return fitting;
      }
    }
    return write.apply(List.of(NOTHING_FITS));
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
