package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.core.control.Severity;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Spans;
import dev.palisade.core.resource.Arn;
import dev.palisade.policy.Catalogue;
import dev.palisade.policy.Explainer;
import dev.palisade.policy.Explanation;
import dev.palisade.policy.Occasion;
import dev.palisade.policy.PolicyCheck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade policy explain ARN}: which rule decides about a resource, and why. */
@Command(
    name = "explain",
    description = "Says what policy decides about findings of a resource, and by which lines.")
final class PolicyExplainCommand implements Callable<Integer> {

  @ParentCommand private PolicyCommand parent;

  @Parameters(index = "0", paramLabel = "ARN", description = "The resource.")
  private String arn = "";

  @Option(names = "--control", paramLabel = "ID", description = "Of this control only.")
  private @Nullable String control;

  @Option(
      names = "--actor",
      paramLabel = "ARN",
      description = "Who opened the gap: user, role or role session.")
  private @Nullable String actor;

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "A tag of the resource; can be given several times.")
  private Map<String, String> tags = Map.of();

  @Option(names = "--tagged-by", paramLabel = "ARN", description = "Who set its tags.")
  private @Nullable String taggedBy;

  @Option(
      names = "--severity",
      paramLabel = "S",
      description = "Severity of the finding (default: the control's): ${COMPLETION-CANDIDATES}")
  private @Nullable Severity severity;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When, as 2026-12-24T22:00:00Z (default: now).")
  private @Nullable Instant at;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<Catalogue.Entry> controls = controls();
    Path file = parent.file(null);
    PolicyCheck check = PolicyCommand.right(file);
    Policy policy = check.policy();
    if (policy == null) {
      throw Failure.because(file + " is not right");
    }
    List<Explanation> found =
        controls.stream()
            .map(one -> Explainer.explain(policy, check.text(), occasion(one)))
            .toList();
    Console console = parent.console();
    if (json) {
      console.json(found);
    } else {
      found.forEach(one -> print(console, file, one));
    }
    return Exit.DONE;
  }

  private List<Catalogue.Entry> controls() {
    List<Catalogue.Entry> judging = Catalogue.bundled().judging(parsed());
    List<Catalogue.Entry> chosen =
        control == null
            ? judging
            : judging.stream().filter(one -> one.id().equals(control)).toList();
    if (chosen.isEmpty()) {
      String known = String.join(", ", judging.stream().map(Catalogue.Entry::id).toList());
      throw Failure.usage(
          judging.isEmpty()
              ? "no control judges " + arn
              : "%s does not judge it; %s do".formatted(control, known));
    }
    return chosen;
  }

  private Arn parsed() {
    try {
      return Arn.parse(arn);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(arn + " is not an ARN");
    }
  }

  private Occasion occasion(Catalogue.Entry entry) {
    String own = parsed().account();
    String account = own.isEmpty() ? parent.account() : own;
    if (account == null) {
      throw Failure.usage("the ARN names no account; say --account");
    }
    return new Occasion(
        entry,
        arn,
        account,
        severity,
        tags,
        taggedBy == null ? "" : taggedBy,
        actor == null ? "" : actor,
        null,
        at == null ? Instant.now() : at);
  }

  private static void print(Console console, Path file, Explanation found) {
    console.print(
        "%s  %s  %s"
            .formatted(
                console.tint(Tint.BOLD, found.control()),
                console.tint(Tint.BLUE, found.decision().name()),
                String.join("; ", found.because())));
    field(console, "resource", found.resource() + " in " + found.account());
    field(console, "severity", found.severity().name().toLowerCase(Locale.ROOT));
    field(console, "AI scope", found.scope());
    Explanation.Asked asked = found.question();
    if (asked != null) {
      field(
          console,
          "asked",
          asked.groups().isEmpty()
              ? "nobody: no group of approvers fits"
              : "%s (%s); %d must agree"
                  .formatted(
                      String.join(", ", asked.groups()),
                      String.join(", ", asked.people()),
                      asked.approvals()));
      if (!asked.excluded().isEmpty()) {
        field(console, "but not", asked.excluded() + ", who made the change");
      }
      field(
          console,
          "until",
          "%s, reminded after %s; then: %s"
              .formatted(Spans.text(asked.expire()), Spans.text(asked.remind()), asked.then()));
    }
    Explanation.Ticket ticket = found.ticket();
    field(
        console,
        "ticket",
        ticket.system()
            + (ticket.project().isEmpty() ? "" : " in " + ticket.project())
            + (ticket.owner().isEmpty() ? "" : ", owner " + ticket.owner()));
    for (Explanation.Rule rule : found.rules()) {
      String place = rule.line() == 0 ? "by default" : file + ":" + rule.line();
      console.print(
          "  %s  %s: %s".formatted(console.tint(Tint.DIM, place), rule.path(), rule.says()));
    }
    console.print("");
  }

  private static void field(Console console, String name, String value) {
    console.print("  %-9s %s".formatted(name, value));
  }
}
