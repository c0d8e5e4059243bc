package dev.palisade.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.pipeline.ByHand;
import dev.palisade.cli.pipeline.PlanRow;
import dev.palisade.cli.pipeline.ScanRow;
import dev.palisade.cli.pipeline.Scanner;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.cli.pipeline.Workplace.Located;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade fix}: does what {@code plan} shows, by hand or through the deployed function. */
@Command(
    name = "fix",
    description = {
      "Mends findings, asking before each plan.",
      "Without --remote with your own credentials, and recorded under your name; with --remote the"
          + " deployed function does it under its own role."
    },
    footer = "%nExit codes: 0 nothing left, 1 failed, 2 something waits, was declined or ticketed.")
final class FixCommand implements Callable<Integer> {

  /** What is mended. */
  static final class Subject {
    @Parameters(index = "0", paramLabel = "ARN", description = "A resource.")
    private @Nullable String arn;

    @Option(names = "--event", paramLabel = "FILE", description = "An EventBridge event as JSON.")
    private @Nullable Path event;

    @Option(names = "--all", description = "All findings that scan shows.")
    private boolean all;
  }

  @ParentCommand private Palisade palisade;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Option(names = "--control", paramLabel = "ID", description = "By this control only.")
  private String control = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--remote", description = "Let the deployed function do it (hub credentials).")
  private boolean remote;

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description = "Where fixes by hand are recorded (default: .palisade/by-hand).")
  private Path ledger = folder();

  @Option(names = "--json", description = "The cases as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<Case> cases;
    try {
      cases = remote ? remotely() : byHand();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    Console console = palisade.console();
    if (json) {
      console.json(cases.stream().map(CaseRow::of).toList());
    } else if (cases.isEmpty()) {
      console.print("nothing to do: all controls hold");
    } else {
      cases.forEach(item -> console.print(CaseText.line(console, item)));
    }
    return CaseText.exit(cases);
  }

  private List<Case> byHand() {
    Workplace place = palisade.workplace();
    Console console = palisade.console();
    ByHand hand =
        new ByHand(place, ledger, InstantSource.system(), FixCommand::pause, console::say);
    List<Case> ends = new ArrayList<>();
    for (Case item : opened(place, hand)) {
      ends.add(decided(hand, item));
    }
    return ends;
  }

  private List<Case> opened(Workplace place, ByHand hand) {
    if (subject.arn != null) {
      return hand.open(place.locate(subject.arn), control);
    }
    List<Case> cases = new ArrayList<>();
    if (subject.event != null) {
      Events.read(subject.event).forEach(event -> cases.addAll(hand.open(event)));
      return cases;
    }
    for (ScanRow row : findings(place)) {
      cases.addAll(hand.open(place.locate(row.resource()), row.control()));
    }
    return cases;
  }

  private List<ScanRow> findings(Workplace place) {
    Set<String> wanted = control.isEmpty() ? Set.of() : Set.of(control);
    return new Scanner(place, InstantSource.system(), palisade.console()::say)
        .scan(new Scanner.Selection(Set.of(), wanted, false)).stream()
            .filter(ScanRow::isFinding)
            .toList();
  }

  private Case decided(ByHand hand, Case item) {
    Console console = palisade.console();
    Diff.print(console::say, console, PlanRow.of(item));
    if (item.state() != CaseState.AWAITING_APPROVAL) {
      return item;
    }
    if (item.approvalsNeeded() > 1) {
      console.say("this needs two people; use --remote and let both approve");
      return item;
    }
    if (!yes && !console.ask("Apply this with your own credentials?")) {
      return hand.decline(item);
    }
    console.say("ledger: " + hand.ledger(item));
    return hand.apply(item);
  }

  private List<Case> remotely() {
    Desk desk = palisade.desk();
    if (subject.event != null) {
      List<Case> cases = new ArrayList<>();
      for (JsonNode event : Events.read(subject.event)) {
        cases.addAll(Remote.replayed(desk, palisade.console(), event, false));
      }
      return cases;
    }
    if (subject.all) {
      Workplace place = palisade.workplace();
      return findings(place).stream()
          .flatMap(row -> remote(desk, place.locate(row.resource()), row.control()).stream())
          .toList();
    }
    Located located =
        Remote.locate(
            palisade.surroundings().domains(), Objects.requireNonNull(subject.arn), palisade);
    return remote(desk, located, control);
  }

  private List<Case> remote(Desk desk, Located located, String id) {
    return Remote.fixed(desk, palisade.console(), located, id);
  }

  private static Path folder() {
    String state = System.getenv("PALISADE_STATE");
    return Path.of(state == null ? ".palisade" : state, "by-hand");
  }

  private static void pause(java.time.Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
