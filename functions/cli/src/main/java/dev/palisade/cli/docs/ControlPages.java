package dev.palisade.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Call;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a control's page and the catalogue as Markdown, from specs and examples alone. */
public final class ControlPages {

  private static final String NOTE = "<!-- Generated from the control's code; do not edit. -->\n\n";

  private ControlPages() {}

  /** The catalogue: one row per control, by domain. */
  public static String catalogue(List<Domain> domains) {
    StringBuilder page = new StringBuilder(NOTE).append("# Controls\n\n");
    long count = domains.stream().flatMap(Domain::specs).count();
    page.append(count)
        .append(" controls. *By default* is how far a control goes by itself where policy says")
        .append(" `enforce`; a plan can ask for more care, nothing asks for less.\n");
    for (Domain domain : domains) {
      page.append("\n## ").append(domain.name()).append("\n\n");
      page.append("| control | what holds | severity | by default | standards |\n");
      page.append("| --- | --- | --- | --- | --- |\n");
      domain
          .specs()
          .sorted(Comparator.comparing(ControlSpec::id))
          .forEach(spec -> page.append(row(spec)));
    }
    return page.toString();
  }

  private static String row(ControlSpec spec) {
    String standards =
        sorted(spec.standards()).values().stream()
            .flatMap(List::stream)
            .collect(Collectors.joining(", "));
    return "| [%s](%s.md) | %s | %s | %s | %s |\n"
        .formatted(
            spec.id(), spec.id(), cell(spec.title()), spec.severity(), spec.autonomy(), standards);
  }

  /**
   * The page of one control.
   *
   * @param examples what it does to its samples, the one to show first
   */
  public static String page(String domain, ControlSpec spec, List<Example> examples) {
    StringBuilder page = new StringBuilder(NOTE);
    page.append("# ").append(spec.id()).append("\n\n");
    page.append("**").append(spec.title()).append(".**\n\n").append(spec.why()).append("\n\n");
    page.append(
        "| severity | by default | domain |\n| --- | --- | --- |\n| %s | %s | %s |\n\n"
            .formatted(spec.severity(), autonomy(spec.autonomy()), domain));
    page.append("## What may break\n\n")
        .append(spec.breaks().isEmpty() ? "Nothing is known to." : spec.breaks())
        .append("\n\n");
    page.append(atSource(spec))
        .append(triggers(spec))
        .append(calls(spec, examples))
        .append(settings(spec));
    page.append(standards(spec));
    examples.stream().findFirst().ifPresent(example -> page.append(example(example)));
    page.append("## Sources\n\n");
    spec.sources().forEach(url -> page.append("- <").append(url).append(">\n"));
    return page.toString();
  }

  private static String autonomy(Autonomy autonomy) {
    return switch (autonomy) {
      case ENFORCE -> "ENFORCE: fixed at once where policy says `enforce`";
      case APPROVE -> "APPROVE: a person is asked first";
      case TICKET -> "TICKET: nothing is changed, a ticket says what to do";
    };
  }

  private static String atSource(ControlSpec spec) {
    return """
    ## At its source

    What is declared somewhere is opened again by the next deployment, unless it is changed there:

    - Terraform: %s.
    - CloudFormation: %s.

    """
        .formatted(spec.atSource().terraform(), spec.atSource().cloudFormation());
  }

  private static String triggers(ControlSpec spec) {
    StringBuilder text = new StringBuilder("## When it looks\n\n");
    if (spec.onDemand()) {
      return text.append(
              "Only when somebody asks for it: `./palisade quarantine ARN --reason TEXT`.\n")
          .append(
              "Somebody else approves, and two people release it: `./palisade release ARN`.\n\n")
          .toString();
    }
    text.append("| event | the resource stands at | known from |\n| --- | --- | --- |\n");
    for (Trigger trigger : spec.triggers()) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(event(trigger), places(trigger), evidence(trigger.evidence())));
    }
    return text.append("\nThe sweep judges every listed resource as well.\n\n").toString();
  }

  /** What a trigger waits for, as Markdown on one line. */
  static String event(Trigger trigger) {
    String matched =
        new TreeMap<>(trigger.match())
            .entrySet().stream()
                .filter(entry -> !entry.getKey().equals("/eventSource"))
                .map(entry ->
                    (entry.getKey().equals("/eventName") ? "" : "`" + entry.getKey() + "` = ")
                        + entry.getValue().stream()
                            .map(value -> "`" + value + "`")
                            .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    String type = trigger.detailType().equals(Trigger.API_CALL) ? "" : trigger.detailType();
    return cell(
        Stream.of("`" + trigger.source() + "`", type, matched)
            .filter(Predicate.not(String::isEmpty))
            .collect(Collectors.joining(" · ")));
  }

  private static String places(Trigger trigger) {
    return trigger.places().stream()
        .map(
            place -> place.pointer().isEmpty() ? "account and region" : "`" + place.pointer() + "`")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** What a trigger's shape rests on, in words. */
  static String evidence(Trigger.Evidence evidence) {
    return switch (evidence) {
      case RECORD -> "RECORD: a published record";
      case DOCUMENTED -> "DOCUMENTED: AWS documentation or a published rule";
      case MODEL -> "MODEL: **unverified shape**, from the API's model only";
    };
  }

  private static String calls(ControlSpec spec, List<Example> examples) {
    String reads = actions(spec.reads().stream().flatMap(facet -> facet.calls().stream()).toList());
    String lasting = matching(examples, step -> !step.reversible());
    String disrupting = matching(examples, Example.Step::disrupts);
    StringBuilder text = new StringBuilder("## What it calls\n\n");
    text.append("IAM actions, by what they are for:\n\n");
    text.append("- reads: ").append(reads).append("\n");
    text.append("- changes: ").append(actions(spec.calls())).append("\n");
    text.append("- undo: ").append(actions(spec.undoCalls())).append("\n");
    if (!lasting.isEmpty()) {
      text.append("- where it can't be undone, a person is asked first: ")
          .append(lasting)
          .append("\n");
    }
    if (!disrupting.isEmpty()) {
      text.append("- where it may interrupt what runs, a person is asked first: ")
          .append(disrupting);
      text.append("\n");
    }
    return text.append("\n").toString();
  }

  private static String matching(List<Example> examples, Predicate<Example.Step> which) {
    return examples.stream()
        .flatMap(example -> example.changes().stream())
        .filter(which)
        .map(step -> "`" + step.action() + "`")
        .sorted()
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String actions(Collection<Call> calls) {
    TreeSet<String> actions = new TreeSet<>();
    calls.forEach(call -> actions.add("`" + call.action() + "`"));
    return actions.isEmpty() ? "none" : String.join(", ", actions);
  }

  private static String settings(ControlSpec spec) {
    if (spec.defaults().values().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("## Settings\n\n| setting | default |\n| --- | --- |\n");
    new TreeMap<>(spec.defaults().values())
        .forEach((name, value) ->
            text.append(
                "| `%s` | `%s` |\n"
                    .formatted(name, cell(value.equals("") ? "\"\"" : String.valueOf(value)))));
    return text.append("\n").toString();
  }

  private static String standards(ControlSpec spec) {
    if (spec.standards().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("## Standards\n\n");
    sorted(spec.standards())
        .forEach((standard, ids) ->
            text.append("- %s: %s\n".formatted(standard.key(), String.join(", ", ids))));
    return text.append("\n").toString();
  }

  private static Map<Standard, List<String>> sorted(Map<Standard, List<String>> standards) {
    return new TreeMap<>(standards);
  }

  private static String example(Example example) {
    StringBuilder text = new StringBuilder("## Example\n\n");
    text.append(example.about()).append("\n\nBefore:\n\n").append(json(example.before()));
    text.append("\nPlan (").append(example.kind()).append("): ").append(example.rationale());
    text.append("\n\n");
    int number = 0;
    for (Example.Step step : example.changes()) {
      text.append(
          "%d. %s (`%s`%s)\n"
              .formatted(
                  ++number, step.text(), step.action(), step.reversible() ? "" : ", irreversible"));
    }
    example.asks().forEach(reason -> text.append("- asks a person: ").append(reason).append("\n"));
    if (!example.changes().isEmpty()) {
      text.append("\nAfter:\n\n").append(json(example.after()));
    }
    if (!example.steps().isEmpty()) {
      text.append("\nBy hand:\n\n```text\n").append(example.steps().strip()).append("\n```\n");
    }
    return text.append("\n").toString();
  }

  private static String json(JsonNode node) {
    return "```json\n" + node.toPrettyString() + "\n```\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
