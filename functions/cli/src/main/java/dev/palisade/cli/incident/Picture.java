package dev.palisade.cli.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What reached what, drawn: addresses on the left, principals in the middle, resources on the
 * right, calls between them.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param nodes boxes
 * @param edges lines between boxes
 * @param words the same in a sentence, for who does not see it
 */
public record Picture(int width, int height, List<Node> nodes, List<Edge> edges, String words) {

  private static final int COLUMN = 12;
  private static final int WIDTH = 1120;
  private static final int BOX = 270;
  private static final int TALL = 34;
  private static final int STEP = 48;
  private static final int TOP = 40;
  private static final int LETTERS = 35;
  private static final int[] LEFT = {0, (WIDTH - BOX) / 2, WIDTH - BOX};

  public Picture {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * A box.
   *
   * @param look {@code self}, {@code ai}, {@code more} or {@code plain}
   * @param label short enough for the box
   * @param title the whole name, and why
   */
  public record Node(
      int x, int y, int width, int height, String look, String label, String title) {}

  /**
   * A line.
   *
   * @param path of the SVG
   * @param look {@code refused} where no call succeeded, else {@code ok}
   * @param weight how thick, by how many calls
   * @param title what it says
   */
  public record Edge(String path, String look, int weight, String title) {}

  /** The drawing of some calls; boxes beyond twelve in a column are drawn as one. */
  static Picture of(Collection<Call> calls, String subject, AiIndex ai) {
    return new Drawing(subject, ai).of(calls);
  }

  private static final class Drawing {

    private final String subject;
    private final AiIndex ai;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<List<String>, List<Call>> lines = new LinkedHashMap<>();
    private final List<Map<String, Node>> columns = new ArrayList<>();

    Drawing(String subject, AiIndex ai) {
      this.subject = subject;
      this.ai = ai;
    }

    Picture of(Collection<Call> calls) {
      columns.add(column(0, calls, call -> List.of(address(call)), "addresses"));
      columns.add(column(1, calls, call -> List.of(call.who()), "principals"));
      columns.add(column(2, calls, call -> List.copyOf(call.resources()), "resources"));
      for (Call call : calls) {
        line(0, address(call), call.who(), call);
        call.resources().forEach(arn -> line(1, call.who(), arn, call));
      }
      int rows = columns.stream().mapToInt(column -> boxes(column)).max().orElse(0);
      return new Picture(WIDTH, TOP + rows * STEP + 10, nodes, edges(), words(calls));
    }

    private static String address(Call call) {
      return call.address().isEmpty() ? "no address" : call.address();
    }

    private static int boxes(Map<String, Node> column) {
      return (int) column.values().stream().distinct().count();
    }

    private Map<String, Node> column(
        int number, Collection<Call> calls, Function<Call, List<String>> keys, String what) {
      Map<String, Integer> counts = new HashMap<>();
      calls.forEach(call -> keys.apply(call).forEach(key -> counts.merge(key, 1, Integer::sum)));
      List<String> order = counts.keySet().stream().sorted(byWeight(counts)).toList();
      boolean all = order.size() <= COLUMN;
      Map<String, Node> column = new LinkedHashMap<>();
      for (String key : all ? order : order.subList(0, COLUMN - 1)) {
        column.put(key, node(number, column.size(), look(key), Names.of(key), title(key)));
      }
      if (!all) {
        String label = "%d more %s".formatted(order.size() - COLUMN + 1, what);
        Node rest = node(number, COLUMN - 1, "more", label, label);
        order.subList(COLUMN - 1, order.size()).forEach(key -> column.put(key, rest));
      }
      return column;
    }

    /** The subject, then what is AI's, then what was used most. */
    private java.util.Comparator<String> byWeight(Map<String, Integer> counts) {
      return java.util.Comparator.comparing((String key) -> !key.equals(subject))
          .thenComparing(key -> ai.why(key).isEmpty())
          .thenComparing(key -> -counts.getOrDefault(key, 0))
          .thenComparing(key -> key);
    }

    private Node node(int column, int row, String look, String label, String title) {
      String shown = Names.cut(label, LETTERS);
      Node node = new Node(LEFT[column], TOP + row * STEP, BOX, TALL, look, shown, title);
      nodes.add(node);
      return node;
    }

    private String look(String key) {
      if (key.equals(subject)) {
        return "self";
      }
      return ai.why(key).isEmpty() ? "plain" : "ai";
    }

    private String title(String key) {
      String why = ai.why(key);
      return why.isEmpty() ? key : "%s (AI: %s)".formatted(key, why);
    }

    private void line(int column, String from, String to, Call call) {
      Node left = box(column, from);
      Node right = box(column + 1, to);
      List<String> ends =
          List.of(String.valueOf(nodes.indexOf(left)), String.valueOf(nodes.indexOf(right)));
      lines.computeIfAbsent(ends, any -> new ArrayList<>()).add(call);
    }

    private Node box(int column, String key) {
      return java.util.Objects.requireNonNull(columns.get(column).get(key));
    }

    private List<Edge> edges() {
      List<Edge> edges = new ArrayList<>();
      lines.forEach((ends, calls) -> {
        Node from = nodes.get(Integer.parseInt(ends.getFirst()));
        Node to = nodes.get(Integer.parseInt(ends.getLast()));
        int y1 = from.y() + TALL / 2;
        int y2 = to.y() + TALL / 2;
        int x1 = from.x() + BOX;
        int bend = (x1 + to.x()) / 2;
        long refused = calls.stream().filter(Call::failed).count();
        String title =
            "%s to %s: %s%s"
                .formatted(
                    from.label(),
                    to.label(),
                    Names.count(calls.size(), "call", "calls"),
                    refused == 0 ? "" : ", %d refused".formatted(refused));
        edges.add(
            new Edge(
                "M%d %d C%d %d %d %d %d %d".formatted(x1, y1, bend, y1, bend, y2, to.x(), y2),
                refused == calls.size() ? "refused" : "ok",
                Math.clamp(1 + (long) (Math.log10(calls.size()) * 3), 1, 8),
                title));
      });
      return edges;
    }

    private String words(Collection<Call> calls) {
      return "%s, %s and %s in %s"
          .formatted(
              Names.count(columns.get(0).size(), "address", "addresses"),
              Names.count(columns.get(1).size(), "principal", "principals"),
              Names.count(columns.get(2).size(), "resource", "resources"),
              Names.count(calls.size(), "call", "calls"));
    }
  }
}
