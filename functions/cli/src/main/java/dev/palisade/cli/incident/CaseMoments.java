package dev.palisade.cli.incident;

import dev.palisade.cli.incident.Moment.Kind;
import dev.palisade.cli.incident.Moment.Near;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a case tells: its finding, its stages, what people decided, and what was changed. */
final class CaseMoments {

  /** The control whose changes keep addresses out. */
  private static final String BLOCKS = "WAF.HostileAddress";

  private final Case item;
  private final Near near;

  private CaseMoments(Case item, Near near) {
    this.item = item;
    this.near = near;
  }

  /** The case's moments, in no order. */
  static Stream<Moment> of(Case item, Near near) {
    return new CaseMoments(item, near).all();
  }

  private Stream<Moment> all() {
    return Stream.concat(
        Stream.of(finding()),
        Stream.concat(
            item.trail().stream().skip(1).map(this::entry),
            item.steps().stream()
                .filter(step -> step.at() != null && step.progress() != Step.Progress.PLANNED)
                .map(this::change)));
  }

  /** The trail's first entry is when the finding was seen. */
  private Moment finding() {
    Origin origin = item.origin();
    String from = origin.facts().getOrDefault(Origin.FINDING, "");
    String what =
        "%s does not hold: %s (after %s %s by %s%s)"
            .formatted(
                item.control(),
                item.proposal().rationale(),
                origin.source(),
                origin.name(),
                origin.actor().principal().isEmpty() ? "nobody named" : origin.actor().principal(),
                from.isEmpty() ? "" : ", finding " + from);
    return moment(item.openedAt(), Kind.FINDING, "palisade", what, item.severity().name(), 1);
  }

  private Moment entry(AuditEntry entry) {
    return moment(
        entry.at(),
        item.isDecision(entry) ? Kind.DECISION : Kind.STAGE,
        entry.by(),
        "%s: %s".formatted(item.control(), entry.note()),
        entry.stage(),
        entry.number());
  }

  private Moment change(Step step) {
    Instant until = item.proposal().undoAt();
    boolean blocks = item.control().equals(BLOCKS);
    String what =
        blocks && step.progress() == Step.Progress.DONE && until != null
            ? "%s, until %s".formatted(step.describe(), until)
            : step.describe();
    return moment(
        Objects.requireNonNull(step.at()),
        blocks ? Kind.BLOCK : Kind.CHANGE,
        "palisade",
        "%s (%s)".formatted(what, step.action()),
        step.progress().name(),
        item.steps().indexOf(step) + 1);
  }

  private Moment moment(
      Instant at, Kind kind, String who, String what, String outcome, int number) {
    return new Moment(
        at,
        kind,
        near,
        who,
        what,
        List.of(item.resource().arn()),
        item.proposal().evidence().path("address").asText(""),
        item.resource().account(),
        item.resource().region(),
        item.id(),
        outcome,
        item.scope().ai() ? item.scope().why() : "",
        "%s/%06d".formatted(item.id(), number));
  }
}
