package dev.palisade.chatops.conversation;

import com.slack.api.model.block.LayoutBlock;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One message for a storm of cases: how many, of what, where they stand, and the gravest of those
 * that wait for a decision, each with a button that brings its own message.
 */
final class DigestMessage {

  private static final int OFFERED = 15;
  private static final int CONTROLS = 10;

  private DigestMessage() {}

  static Message of(List<Shown.Line> lines) {
    List<LayoutBlock> blocks = new ArrayList<>();
    String title = "🌊 %d cases in a short time".formatted(lines.size());
    blocks.add(BlockKit.header(title));
    blocks.add(
        BlockKit.section(
            "They share this message, so that nobody is flooded. It is kept up to date.\n*Where"
                + " they stand*  "
                + counts(lines, line -> CaseWords.state(CaseState.valueOf(line.state())), 20)
                + "\n*How grave*  "
                + counts(lines, Shown.Line::severity, 4)
                + "\n*Controls*  "
                + counts(lines, line -> Plain.code(line.control()), CONTROLS)));
    List<Shown.Line> waiting =
        lines.stream()
            .filter(line -> line.state().equals(CaseState.AWAITING_APPROVAL.name()))
            .sorted(
                Comparator.comparing((Shown.Line line) -> Severity.valueOf(line.severity()))
                    .reversed()
                    .thenComparing(Shown.Line::caseId))
            .toList();
    waiting.stream()
        .limit(OFFERED)
        .forEach(line ->
            blocks.add(
                BlockKit.section(
                    "🔔 *%s* %s on %s"
                        .formatted(
                            line.severity(),
                            Plain.code(line.control()),
                            Plain.code(line.resource())),
                    BlockKit.button(Actions.SHOW, "Show", line.caseId() + " -", null, null))));
    String more =
        waiting.size() > OFFERED
            ? "%d more wait for a decision. ".formatted(waiting.size() - OFFERED)
            : "";
    blocks.add(BlockKit.context(more + "`/palisade cases` lists them all."));
    return new Message(title, blocks);
  }

  private static String counts(List<Shown.Line> lines, Function<Shown.Line, String> by, int most) {
    Map<String, Long> counts =
        lines.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(" · "));
  }
}
