package dev.palisade.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same JSON with its arrays in another order: AWS promises no order for most lists. */
final class Shuffle {

  private Shuffle() {}

  static JsonNode arrays(JsonNode json, List<String> ordered, long seed) {
    JsonNode copy = json.deepCopy();
    shuffle(copy, ordered, new Random(seed));
    return copy;
  }

  private static void shuffle(JsonNode node, List<String> ordered, Random random) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(member -> {
            if (!ordered.contains(member.getKey())) {
              shuffle(member.getValue(), ordered, random);
            }
          });
    } else if (node instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(elements::add);
      Collections.shuffle(elements, random);
      array.removeAll().addAll(elements);
      array.forEach(element -> shuffle(element, ordered, random));
    }
  }
}
