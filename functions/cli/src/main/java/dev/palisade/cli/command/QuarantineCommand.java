package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.pipeline.Workplace.Located;
import dev.palisade.core.cases.Case;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.function.DomainModule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade quarantine ARN}: asks for a workload to be cut off. */
@Command(
    name = "quarantine",
    description = {
      "Plans how a resource is cut off, and asks for approval.",
      "Somebody else approves (palisade approve ID, Slack, the page); the domain's function then"
          + " does it under its own role, keeps what was before, and verifies."
    },
    footer = "%nExit codes: 0 nothing to do, 1 failed, 2 somebody has to approve.")
final class QuarantineCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", paramLabel = "ARN", description = "What is cut off.")
  private String arn;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(names = "--json", description = "The cases as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<DomainModule> domains = palisade.surroundings().domains();
    Located located;
    try {
      located = Remote.locate(domains, arn, palisade);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    String control = control(domains, located.ref());
    Desk desk = palisade.desk();
    Console console = palisade.console();
    String event = desk.quarantine(located.domain().domain(), located.ref(), control, reason);
    List<Case> cases = Remote.sent(desk, console, event);
    if (json) {
      console.json(cases.stream().map(CaseRow::of).toList());
    } else if (cases.isEmpty()) {
      console.print("nothing to do: it is cut off already, or is no AI workload");
    } else {
      cases.forEach(item -> console.print(CaseText.line(console, item)));
    }
    return CaseText.exit(cases);
  }

  /** The control that quarantines resources of a type. */
  private static String control(List<DomainModule> domains, ResourceRef ref) {
    return kinds(domains)
        .filter(kind -> kind.types().stream().anyMatch(type -> type.name().equals(ref.type())))
        .flatMap(kind -> quarantine(kind).stream())
        .findFirst()
        .orElseThrow(() ->
            Failure.usage(
                "nothing can quarantine a %s; what can be is %s"
                    .formatted(
                        ref.type(),
                        kinds(domains)
                            .filter(kind -> quarantine(kind).isPresent())
                            .flatMap(kind -> kind.types().stream().map(type -> type.name()))
                            .toList())));
  }

  private static Stream<ResourceKind<?, ?>> kinds(List<DomainModule> domains) {
    return domains.stream().flatMap(module -> module.domain().kinds().stream());
  }

  private static Optional<String> quarantine(ResourceKind<?, ?> kind) {
    return kind.quarantine().map(control -> control.spec().id());
  }
}
