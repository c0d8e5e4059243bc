package dev.palisade.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file as JSON that still knows where each member stands. JSON is YAML, and is read alike.
 *
 * <p>Plain words are read as JSON would: {@code true}, {@code false}, {@code null} and whole
 * numbers are what they look like, all else is text; so are twelve digits, an account's id.
 */
public final class PolicyText {

  private static final int LONGEST = 1_000_000;
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,10})");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode json;
  private final Map<String, Spot> spots;
  private final List<Complaint> complaints;

  /**
   * A place in the file.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Spot(int line, int column) {
    static Spot of(Mark mark) {
      return new Spot(mark.getLine() + 1, mark.getColumn() + 1);
    }
  }

  private PolicyText(JsonNode json, Map<String, Spot> spots, List<Complaint> complaints) {
    this.json = json;
    this.spots = Map.copyOf(spots);
    this.complaints = List.copyOf(complaints);
  }

  /** Reads a file; what can't be read at all is a complaint, and the JSON is then missing. */
  public static PolicyText read(String text) {
    Reading reading = new Reading();
    if (text.length() > LONGEST) {
      reading.complain(new Spot(1, 1), "", "it is longer than a million characters");
      return reading.end(JSON.missingNode());
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return reading.end(root == null ? JSON.objectNode() : reading.convert(root, "", 0));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      reading.complain(
          mark == null ? new Spot(1, 1) : Spot.of(mark), "", "this is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      reading.complain(new Spot(1, 1), "", "this is no YAML: " + e.getMessage());
    }
    return reading.end(JSON.missingNode());
  }

  /** What was read, or a missing node. */
  public JsonNode json() {
    return json;
  }

  /** What could not be read. */
  public List<Complaint> complaints() {
    return complaints;
  }

  /**
   * Where a member stands, or what is around it where it doesn't.
   *
   * @param pointer JSON pointer, empty for the whole file
   */
  public Spot spot(String pointer) {
    String at = pointer;
    while (!spots.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return spots.getOrDefault(at, new Spot(1, 1));
  }

  /** Where a member stands, if it does. */
  public Optional<Spot> exactly(String pointer) {
    return Optional.ofNullable(spots.get(pointer));
  }

  /** A pointer as people write it: {@code /windows/0/from} is {@code windows[0].from}. */
  public static String path(String pointer) {
    StringBuilder path = new StringBuilder();
    for (String part : pointer.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      String name = part.replace("~1", "/").replace("~0", "~");
      if (name.matches("[0-9]{1,4}")) {
        path.append('[').append(name).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.toString();
  }

  /** A member's pointer below another's. */
  public static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** One reading: collects the places on the way. */
  private static final class Reading {

    private static final int DEEPEST = 20;

    private final Map<String, Spot> spots = new HashMap<>();
    private final List<Complaint> complaints = new ArrayList<>();

    PolicyText end(JsonNode json) {
      return new PolicyText(json, spots, complaints);
    }

    void complain(Spot spot, String pointer, String message) {
      complaints.add(
          new Complaint(Complaint.Level.ERROR, spot.line(), spot.column(), path(pointer), message));
    }

    JsonNode convert(Node node, String pointer, int depth) {
      spots.putIfAbsent(pointer, Spot.of(node.getStartMark()));
      // An alias can make a file contain itself.
      if (depth > DEEPEST) {
        throw new YAMLException("it is nested too deeply");
      }
      return switch (node) {
        case MappingNode mapping -> object(mapping, pointer, depth);
        case SequenceNode sequence -> array(sequence, pointer, depth);
        case ScalarNode scalar -> scalar(scalar);
        default -> throw new YAMLException("unknown kind of node");
      };
    }

    private JsonNode object(MappingNode mapping, String pointer, int depth) {
      ObjectNode object = JSON.objectNode();
      for (NodeTuple member : mapping.getValue()) {
        Spot spot = Spot.of(member.getKeyNode().getStartMark());
        if (!(member.getKeyNode() instanceof ScalarNode key)) {
          complain(spot, pointer, "a key must be a text");
          continue;
        }
        String at = below(pointer, key.getValue());
        Spot first = spots.get(at);
        if (first != null) {
          complain(spot, at, "it is said twice, first at line " + first.line());
          continue;
        }
        spots.put(at, spot);
        object.set(key.getValue(), convert(member.getValueNode(), at, depth + 1));
      }
      return object;
    }

    private JsonNode array(SequenceNode sequence, String pointer, int depth) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(convert(item, below(pointer, String.valueOf(array.size())), depth + 1));
      }
      return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
      String value = scalar.getValue();
      if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
        return JSON.textNode(value);
      }
      return switch (value) {
        case "", "~", "null" -> JSON.nullNode();
        case "true" -> JSON.booleanNode(true);
        case "false" -> JSON.booleanNode(false);
        default ->
            NUMBER.matcher(value).matches() ? number(Long.parseLong(value)) : JSON.textNode(value);
      };
    }

    private static JsonNode number(long value) {
      return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
    }
  }
}
