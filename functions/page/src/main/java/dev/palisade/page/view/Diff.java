package dev.palisade.page.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change makes of a value, line by line. */
public final class Diff {

  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Diff() {}

  /**
   * A line.
   *
   * @param sign a minus for what goes, a plus for what comes, a space for what stays
   * @param text the line
   */
  public record Line(String sign, String text) {

    /** What somebody hears who does not see the colours. */
    public String spoken() {
      return switch (sign) {
        case "-" -> "removed: ";
        case "+" -> "added: ";
        default -> "";
      };
    }
  }

  static List<Line> of(@Nullable JsonNode before, @Nullable JsonNode after) {
    List<Line> lines = new ArrayList<>();
    List<Line> coming = new ArrayList<>();
    for (DiffRow row :
        DiffRowGenerator.create()
            .lineNormalizer(text -> text)
            .build()
            .generateDiffRows(pretty(before).lines().toList(), pretty(after).lines().toList())) {
      switch (row.getTag()) {
        case EQUAL -> {
          lines.addAll(coming);
          coming.clear();
          lines.add(new Line(" ", row.getOldLine()));
        }
        case DELETE -> lines.add(new Line("-", row.getOldLine()));
        case INSERT -> coming.add(new Line("+", row.getNewLine()));
        case CHANGE -> {
          lines.add(new Line("-", row.getOldLine()));
          coming.add(new Line("+", row.getNewLine()));
        }
      }
    }
    lines.addAll(coming);
    return lines;
  }

  /** A value in lines; a text that is itself JSON, such as a policy, is taken apart too. */
  static String pretty(@Nullable JsonNode json) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return "";
    }
    try {
      if (json.isTextual()) {
        String text = json.asText();
        return text.startsWith("{") ? PRETTY.writeValueAsString(PRETTY.readTree(text)) : text;
      }
      return PRETTY.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      return json.asText();
    }
  }
}
