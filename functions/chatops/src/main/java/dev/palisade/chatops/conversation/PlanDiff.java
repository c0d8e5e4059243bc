package dev.palisade.chatops.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import dev.palisade.core.cases.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan's change as lines: what goes with a minus, what comes with a plus, the rest as it is. */
final class PlanDiff {

  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PlanDiff() {}

  /** What the change does. */
  static List<String> of(Step step) {
    return of(step.before(), step.after());
  }

  /** What its undo does. */
  static List<String> back(Step step) {
    return of(step.after(), step.before());
  }

  private static List<String> of(@Nullable JsonNode before, @Nullable JsonNode after) {
    List<String> lines = new ArrayList<>();
    List<String> coming = new ArrayList<>();
    for (DiffRow row :
        DiffRowGenerator.create()
            .lineNormalizer(text -> text)
            .build()
            .generateDiffRows(lines(before), lines(after))) {
      switch (row.getTag()) {
        case EQUAL -> {
          lines.addAll(coming);
          coming.clear();
          lines.add("  " + row.getOldLine());
        }
        case DELETE -> lines.add("- " + row.getOldLine());
        case INSERT -> coming.add("+ " + row.getNewLine());
        case CHANGE -> {
          lines.add("- " + row.getOldLine());
          coming.add("+ " + row.getNewLine());
        }
      }
    }
    lines.addAll(coming);
    return lines;
  }

  private static List<String> lines(@Nullable JsonNode value) {
    return value == null || value.isNull() ? List.of() : pretty(value).lines().toList();
  }

  /** A value in lines, secrets hidden; a text that is itself JSON is taken apart too. */
  static String pretty(JsonNode value) {
    try {
      if (!value.isTextual()) {
        return PRETTY.writeValueAsString(Masked.json(value));
      }
      String text = value.asText();
      return text.startsWith("{")
          ? PRETTY.writeValueAsString(Masked.json(PRETTY.readTree(text)))
          : Masked.text(text);
    } catch (JsonProcessingException e) {
      return Masked.text(value.asText());
    }
  }
}
