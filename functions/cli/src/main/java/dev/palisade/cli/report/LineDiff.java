package dev.palisade.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/** What differs between two values, line by line. */
public final class LineDiff {

  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private LineDiff() {}

  /** Whether a line stays, goes, or is new. */
  public enum Kind {
    SAME(" "),
    GONE("-"),
    NEW("+");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** The sign in front of such a line. */
    public String sign() {
      return sign;
    }
  }

  /** A line. */
  public record Line(Kind kind, String text) {}

  /** The lines of both texts, those that go before those that come in their place. */
  public static List<Line> of(String before, String after) {
    List<Line> lines = new ArrayList<>();
    List<Line> coming = new ArrayList<>();
    for (DiffRow row :
        DiffRowGenerator.create()
            .lineNormalizer(text -> text)
            .build()
            .generateDiffRows(before.lines().toList(), after.lines().toList())) {
      switch (row.getTag()) {
        case EQUAL -> {
          lines.addAll(coming);
          coming.clear();
          lines.add(new Line(Kind.SAME, row.getOldLine()));
        }
        case DELETE -> lines.add(new Line(Kind.GONE, row.getOldLine()));
        case INSERT -> coming.add(new Line(Kind.NEW, row.getNewLine()));
        case CHANGE -> {
          lines.add(new Line(Kind.GONE, row.getOldLine()));
          coming.add(new Line(Kind.NEW, row.getNewLine()));
        }
      }
    }
    lines.addAll(coming);
    return lines;
  }

  /** A value as text in lines; a text that is itself JSON (a policy) is taken apart too. */
  public static String pretty(JsonNode json) {
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
