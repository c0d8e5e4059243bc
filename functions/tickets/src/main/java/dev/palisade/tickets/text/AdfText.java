package dev.palisade.tickets.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Blocks as an Atlassian document. Texts are nodes of a tree, so that none can be markup; empty
 * text nodes and empty lists are refused by Jira and left out here.
 *
 * @see <a
 *     href="https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/">Atlassian
 *     Document Format</a>
 */
public final class AdfText {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AdfText() {}

  /** The document, at most so many characters of JSON; what is left out is said. */
  public static ObjectNode of(List<Block> blocks, int longest) {
    return Fitting.fit(blocks, longest, AdfText::all, document -> document.toString().length());
  }

  private static ObjectNode all(List<Block> blocks) {
    ObjectNode document = JSON.objectNode();
    document.put("type", "doc");
    document.put("version", 1);
    ArrayNode content = document.putArray("content");
    blocks.forEach(block -> add(content, block));
    return document;
  }

  private static void add(ArrayNode content, Block block) {
    switch (block) {
      case Block.Heading heading ->
          content.add(
              node("heading", text(heading.text()))
                  .set("attrs", JSON.objectNode().put("level", 3)));
      case Block.Paragraph paragraph ->
          Clean.lines(paragraph.text())
              .lines()
              .filter(line -> !line.isBlank())
              .forEach(line -> content.add(node("paragraph", text(line))));
      case Block.Fields fields ->
          list(
              content,
              fields.fields().stream()
                  .map(field ->
                      node(
                          "paragraph",
                          marked(field.name() + ": ", "strong"),
                          marked(Clean.line(field.value()), "code")))
                  .toList());
      case Block.Code code -> {
        String lines = Clean.lines(code.text());
        if (!lines.isEmpty()) {
          content.add(node("codeBlock", text(lines)));
        }
      }
      case Block.Bullets bullets ->
          list(
              content,
              bullets.lines().stream()
                  .map(Clean::line)
                  .filter(line -> !line.isEmpty())
                  .map(line -> node("paragraph", text(line)))
                  .toList());
      case Block.Link link -> {
        ObjectNode shown = text(link.label());
        shown
            .putArray("marks")
            .addObject()
            .put("type", "link")
            .putObject("attrs")
            .put("href", link.url());
        content.add(node("paragraph", shown));
      }
    }
  }

  private static void list(ArrayNode content, List<ObjectNode> paragraphs) {
    if (!paragraphs.isEmpty()) {
      content.add(
          node(
              "bulletList",
              paragraphs.stream().map(one -> node("listItem", one)).toArray(ObjectNode[]::new)));
    }
  }

  private static ObjectNode node(String type, ObjectNode... children) {
    ObjectNode made = JSON.objectNode();
    made.put("type", type);
    made.putArray("content").addAll(List.of(children));
    return made;
  }

  private static ObjectNode text(String text) {
    ObjectNode made = JSON.objectNode();
    made.put("type", "text");
    made.put("text", text);
    return made;
  }

  private static ObjectNode marked(String text, String mark) {
    ObjectNode made = text(text);
    made.putArray("marks").addObject().put("type", mark);
    return made;
  }
}
