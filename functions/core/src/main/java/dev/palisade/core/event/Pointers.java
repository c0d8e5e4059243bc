package dev.palisade.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON pointers in which {@code *} stands for every element of an array or object. */
public final class Pointers {

  private Pointers() {}

  /** The scalar values at a pointer, as text, in document order; nothing where it leads nowhere. */
  public static Stream<String> texts(JsonNode root, String pointer) {
    return nodes(root, pointer)
        .filter(node -> node.isValueNode() && !node.isNull())
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  private static Stream<JsonNode> nodes(JsonNode node, String pointer) {
    int star = pointer.indexOf("/*");
    if (star < 0) {
      return Stream.of(node.at(pointer));
    }
    return StreamSupport.stream(node.at(pointer.substring(0, star)).spliterator(), false)
        .flatMap(child -> nodes(child, pointer.substring(star + 2)));
  }
}
