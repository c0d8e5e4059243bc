package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.policy.Verdict;
import dev.palisade.infra.PalisadeApp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An ordinary client of a member account opens each gap of the sample workload; what follows is
 * looked at in the hub and in the account. The stages of all gaps run side by side, as events do.
 */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class GapsIT {

  private final LocalSystem system;
  private final Hub hub;
  private final AuditBucket audit;
  private List<Gap> gaps = List.of();
  private Map<String, JsonNode> opened = Map.of();
  private @Nullable Map<String, JsonNode> undone;

  GapsIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.audit = new AuditBucket(system);
  }

  /** Opens all gaps while events wait in the queues, so that what is open can be read. */
  @BeforeAll
  void open() {
    Set<String> deployed =
        PalisadeApp.domains().stream()
            .flatMap(Domain::specs)
            .map(ControlSpec::id)
            .collect(Collectors.toSet());
    gaps =
        lines(system.samples(LocalSystem.MEMBER, "list", "--set", "demo", "--json"))
            .map(Gap::of)
            .filter(gap -> deployed.contains(gap.control()))
            .toList();
    // The events of the workload's own deployment come first: they leave the baselines.
    hub.quiet();
    hub.consume(false);
    try {
      assertThat(lines(samples("open")))
          .extracting(said -> said.path("event").asText())
          .containsOnly("opened");
      opened = observed();
    } finally {
      hub.consume(true);
    }
  }

  Stream<Gap> gaps() {
    return gaps.stream();
  }

  Stream<Gap> reversibleGaps() {
    return gaps.stream().filter(Gap::reversible);
  }

  @ParameterizedTest
  @MethodSource("gaps")
  @Order(1)
  void endsAsDeclared(Gap gap) {
    Case decided = await(gap.control(), gap, item -> !isOnTheWay(item));
    // What a service reports by itself (a notebook has stopped) names nobody.
    assertThat(decided.origin().actor().arn()).matches("|.*:user/ml-engineer");
    assertThat(decided.scope().ai()).isTrue();
    if (gap.approval()) {
      assertThat(decided.decision().verdict()).as(decided.reason()).isEqualTo(Verdict.APPROVE);
      assertThat(decided.state()).as(decided.reason()).isEqualTo(CaseState.AWAITING_APPROVAL);
    } else {
      assertThat(decided.decision().verdict()).as(decided.reason()).isEqualTo(Verdict.ENFORCE);
    }
    Case ended = approvedWhereAsked(gap);
    assertThat(ended.state()).as(ended.reason()).hasToString(gap.state());
    gap.also().forEach(control -> await(control, gap, item -> !item.state().isOpen()));
  }

  @ParameterizedTest
  @MethodSource("gaps")
  @Order(2)
  void leavesAnAuditEntryThatIsLocked(Gap gap) {
    audit.holds(hub.latest(gap.control(), gap.resource()).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("reversibleGaps")
  @Order(3)
  void isUndoneAndThenLeftAlone(Gap gap) {
    gap.undoneAfter().forEach(control -> undo(control, gap));
    Case item = undo(gap.control(), gap);
    hub.lookAgain(item);
    Case last = hub.latest(gap.control(), gap.resource()).orElseThrow();
    assertThat(last.state()).as(last.reason()).isIn(CaseState.EXEMPT, CaseState.UNDONE);
  }

  @ParameterizedTest
  @MethodSource("reversibleGaps")
  @Order(4)
  void isAsItWasBeforeTheFix(Gap gap) {
    assertThat(undoneState().get(gap.id())).isEqualTo(opened.get(gap.id()));
  }

  private Map<String, JsonNode> undoneState() {
    Map<String, JsonNode> seen = undone;
    if (seen == null) {
      // The undos' own events have arrived by then: whatever they start has started.
      hub.quiet();
      seen = observed();
      undone = seen;
    }
    return seen;
  }

  private Case undo(String control, Gap gap) {
    Case item = hub.latest(control, gap.resource()).orElseThrow();
    assumeThat(item.state().next()).as(item.reason()).contains(CaseState.UNDONE);
    if (item.state() == CaseState.UNDONE) {
      return item;
    }
    hub.undo(item);
    int before = item.trail().size();
    Case end =
        Await.until(
            item.id() + " to be undone",
            Await.PATIENCE,
            () -> hub.book().find(item.id()).filter(now -> now.isUndoOver(before)));
    assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.UNDONE);
    return end;
  }

  private Case await(String control, Gap gap, Predicate<Case> when) {
    return Await.until(
        "%s on %s (%s)".formatted(control, gap.resource(), gap.id()),
        Await.PATIENCE,
        () -> Optional.of(hub.latest(control, gap.resource())).flatMap(one -> one.filter(when)));
  }

  // Side by side, mending one gap may change the plan for another: then a person looks again.
  private Case approvedWhereAsked(Gap gap) {
    return await(
        gap.control(),
        gap,
        item -> {
          boolean asks = gap.approval() && item.state() == CaseState.AWAITING_APPROVAL;
          if (asks && !item.isApproved()) {
            hub.approve(item);
          }
          return !item.state().isOpen() && item.state() != CaseState.STALE;
        });
  }

  private static boolean isOnTheWay(Case item) {
    return item.state() == CaseState.PLANNED || item.state() == CaseState.APPLYING;
  }

  private Map<String, JsonNode> observed() {
    return lines(samples("observe"))
        .collect(
            Collectors.toMap(
                said -> said.path("gap").asText(),
                // What is absent has an error code instead of a value.
                said -> said.has("absent") ? said.get("absent") : said.path("value")));
  }

  private String samples(String command) {
    Stream<String> chosen = gaps.stream().flatMap(gap -> Stream.of("--gap", gap.id()));
    return system.samples(
        LocalSystem.MEMBER,
        command,
        Stream.concat(Stream.of("--json"), chosen).toArray(String[]::new));
  }

  private static Stream<JsonNode> lines(String said) {
    return said.lines().filter(line -> !line.isBlank()).map(LocalSystem::read);
  }
}
