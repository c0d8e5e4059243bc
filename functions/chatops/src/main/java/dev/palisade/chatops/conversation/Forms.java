package dev.palisade.chatops.conversation;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The modals: exempting a case's finding, and a case in all its details. */
final class Forms {

  static final String LASTS = "lasts";
  static final String REASON = "reason";

  private static final int REASON_LONGEST = 500;
  private static final int MOST_BLOCKS = 100;
  private static final int TIMELINE = 40;

  /** Periods as ISO 8601 durations; policy says which are too long. */
  private static final Map<String, String> PERIODS =
      Map.of(
          "P1D", "1 day", "P7D", "7 days", "P14D", "14 days", "P30D", "30 days", "P90D", "90 days");

  private Forms() {}

  /** Asks for how long and why. */
  static View exempt(Case item, String channel) {
    List<LayoutBlock> blocks =
        List.of(
            BlockKit.section(
                "%s on %s\nThe finding stands until then; the owner is reminded before, and it is"
                        .formatted(
                            Plain.prose(item.title(), 300), Plain.code(item.resource().arn()))
                    + " judged again after."),
            InputBlock.builder()
                .blockId(LASTS)
                .label(BlockKit.plain("For how long"))
                .element(
                    StaticSelectElement.builder()
                        .actionId(LASTS)
                        .options(
                            PERIODS.keySet().stream()
                                .sorted(java.util.Comparator.comparing(java.time.Duration::parse))
                                .map(Forms::option)
                                .toList())
                        .initialOption(option("P7D"))
                        .build())
                .build(),
            InputBlock.builder()
                .blockId(REASON)
                .label(BlockKit.plain("Why"))
                .element(
                    PlainTextInputElement.builder()
                        .actionId(REASON)
                        .multiline(true)
                        .minLength(5)
                        .maxLength(REASON_LONGEST)
                        .build())
                .build());
    return View.builder()
        .type("modal")
        .callbackId(Actions.EXEMPT)
        .title(title("Exempt for…"))
        .submit(ViewSubmit.builder().type("plain_text").text("Exempt").build())
        .close(close())
        .privateMetadata(Ask.about(item).written() + " " + channel)
        .blocks(blocks)
        .build();
  }

  private static OptionObject option(String period) {
    return OptionObject.builder()
        .text(BlockKit.plain(PERIODS.getOrDefault(period, period)))
        .value(period)
        .build();
  }

  /** A case in all its details. */
  static View details(Case item) {
    List<LayoutBlock> blocks = detailBlocks(item);
    return View.builder()
        .type("modal")
        .callbackId(Actions.DETAILS)
        .title(title("Case " + item.id()))
        .close(close())
        .blocks(blocks.subList(0, Math.min(blocks.size(), MOST_BLOCKS)))
        .build();
  }

  static List<LayoutBlock> detailBlocks(Case item) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(
        BlockKit.section("*" + Plain.prose(item.title(), 300) + "*\n" + CaseWords.line(item)));
    blocks.add(
        BlockKit.section(
            "*Decision*  %s\n%s"
                .formatted(item.decision().verdict(), Plain.prose(item.decision().why(), 2_000))));
    blocks.add(BlockKit.section("*Plan*  " + Plain.code(item.proposal().hash())));
    for (Step step : item.steps().stream().limit(20).toList()) {
      blocks.add(
          BlockKit.section(
              "*%s*  %s  %s%s"
                  .formatted(
                      Plain.prose(Masked.text(step.describe()), 600),
                      Plain.code(step.action()),
                      step.progress().name().toLowerCase(java.util.Locale.ROOT),
                      step.reversible() ? "" : ", can't be undone")));
      List<String> diff = PlanDiff.of(step);
      if (!diff.isEmpty()) {
        blocks.add(BlockKit.section(Plain.block(diff, BlockKit.SECTION)));
      }
    }
    blocks.add(BlockKit.section("*Evidence*"));
    blocks.add(
        BlockKit.section(
            Plain.block(
                PlanDiff.pretty(item.proposal().evidence()).lines().toList(), BlockKit.SECTION)));
    List<AuditEntry> trail = item.trail();
    blocks.add(BlockKit.section("*Timeline*"));
    trail.subList(Math.max(0, trail.size() - TIMELINE), trail.size()).stream()
        .map(entry ->
            "%s *%s* %s\n%s"
                .formatted(
                    BlockKit.time(entry.at()),
                    entry.stage(),
                    Plain.prose(entry.by(), 200),
                    Plain.prose(Masked.text(entry.note()), 600)))
        .map(BlockKit::context)
        .forEach(blocks::add);
    return blocks;
  }

  private static ViewTitle title(String text) {
    return ViewTitle.builder().type("plain_text").text(Plain.bare(text, 24)).emoji(false).build();
  }

  private static ViewClose close() {
    return ViewClose.builder().type("plain_text").text("Close").build();
  }
}
