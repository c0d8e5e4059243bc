package dev.palisade.cli;

import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.control.Severity;
import dev.palisade.core.event.Actor;
import dev.palisade.core.resource.ResourceRef;
import java.time.Instant;
import java.util.List;

/**
 * A case with a past that a test writes: each stage is a real transition, at the time it says.
 *
 * @param item the case so far
 */
record Past(Case item) {

  /** A case of a finding, just opened; what is not said here is as in a real case. */
  static Past opened(
      Case real, String id, String control, String bucket, Severity severity, String at) {
    Instant now = Instant.parse(at);
    ResourceRef ref = real.resource();
    return new Past(
        new Case(
            id,
            control,
            real.title(),
            real.domain(),
            new ResourceRef(
                ref.type(), bucket, "arn:aws:s3:::" + bucket, ref.account(), ref.region()),
            severity,
            real.scope(),
            origin(real.origin(), "", now),
            real.proposal(),
            real.decision(),
            1,
            null,
            List.of(),
            real.steps(),
            real.before(),
            null,
            CaseState.PLANNED,
            "",
            null,
            0,
            now,
            now,
            List.of(),
            0));
  }

  private static Origin origin(Origin real, String person, Instant at) {
    return new Origin(
        real.happening(), real.source(), real.name(), Actor.UNKNOWN, person, real.facts(), at);
  }

  /** The same, caused by a person, and asked of so many. */
  Past by(String person, int approvalsNeeded) {
    Case old = item;
    return new Past(
        new Case(
            old.id(),
            old.control(),
            old.title(),
            old.domain(),
            old.resource(),
            old.severity(),
            old.scope(),
            origin(old.origin(), person, old.origin().at()),
            old.proposal(),
            old.decision(),
            approvalsNeeded,
            null,
            old.approvals(),
            old.steps(),
            old.before(),
            null,
            old.state(),
            old.reason(),
            null,
            0,
            old.openedAt(),
            old.updatedAt(),
            old.trail(),
            old.version()));
  }

  Past then(CaseState state, String at) {
    return then(state, at, "because of " + state);
  }

  Past then(CaseState state, String at, String why) {
    return new Past(item.to(state, why, "palisade", Instant.parse(at)));
  }

  Past yes(String person, String at) {
    Instant now = Instant.parse(at);
    return new Past(
        item.decided(new Approval(person, person, true, item.proposal().hash(), "fine", now)));
  }
}
