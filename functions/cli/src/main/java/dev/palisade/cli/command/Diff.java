package dev.palisade.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.pipeline.PlanRow;
import dev.palisade.cli.pipeline.PlanRow.ChangeRow;
import dev.palisade.cli.report.LineDiff;
import java.util.function.Consumer;

/** A plan as a diff for a terminal. */
final class Diff {

  private Diff() {}

  static void print(Consumer<String> to, Console console, PlanRow plan) {
    to.accept(
        console.tint(Tint.BOLD, plan.control()) + "  " + plan.resource() + "  " + plan.decision());
    to.accept("  " + plan.rationale());
    to.accept("  " + console.tint(Tint.DIM, "decision: " + String.join("; ", plan.because())));
    for (ChangeRow change : plan.changes()) {
      to.accept(
          "  "
              + change.describe()
              + "  ["
              + change.action()
              + (change.reversible() ? "" : ", irreversible")
              + "]");
      for (LineDiff.Line line : LineDiff.of(pretty(change.before()), pretty(change.after()))) {
        to.accept("    " + tinted(console, line));
      }
    }
    if (!plan.steps().isEmpty()) {
      to.accept("  by hand:");
      plan.steps().lines().forEach(line -> to.accept("    " + line));
    }
    to.accept("");
  }

  private static String pretty(@org.jspecify.annotations.Nullable JsonNode json) {
    return json == null ? "" : LineDiff.pretty(json);
  }

  private static String tinted(Console console, LineDiff.Line line) {
    return switch (line.kind()) {
      case SAME -> "  " + line.text();
      case GONE -> console.tint(Tint.RED, "- " + line.text());
      case NEW -> console.tint(Tint.GREEN, "+ " + line.text());
    };
  }
}
