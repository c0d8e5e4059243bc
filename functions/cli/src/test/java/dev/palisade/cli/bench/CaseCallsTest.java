package dev.palisade.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Proposal;
import dev.palisade.core.control.Severity;
import dev.palisade.core.event.Actor;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which calls belong to which stage of a case. */
class CaseCallsTest {

  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  @Test
  void aFixAtOnceIsOneStageAndWhatFollowsAnother() {
    Case item =
        planned(10)
            .to(CaseState.APPLYING, "allowed", "palisade", at(11))
            .to(CaseState.VERIFIED, "holds", "palisade", at(13));
    List<Calls> rows =
        new CaseCalls(item, 7, List.of(seen("data", 9, 14, "fix"), seen("data", 15, 16, "after")))
            .rows();
    assertThat(rows).extracting(Calls::situation).containsExactly(Calls.FIX, Calls.AFTER);
    assertThat(rows).extracting(Calls::others).containsOnly(7);
    assertThat(rows.getFirst().operations()).isEqualTo(Map.of("fix", 1));
    assertThat(rows.getLast().operations()).isEqualTo(Map.of("after", 1));
  }

  @Test
  void askingIsAStageOfItsOwnAndAFixMayTakeSeveralInvocations() {
    Case item =
        planned(10)
            .to(CaseState.AWAITING_APPROVAL, "disruptive", "palisade", at(10))
            .to(CaseState.APPLYING, "approved", "palisade", at(30))
            .to(CaseState.WAITING, "AWS is changing it", "palisade", at(31))
            .to(CaseState.VERIFIED, "holds", "palisade", at(40));
    List<Calls> rows =
        new CaseCalls(
                item,
                0,
                List.of(
                    seen("data", 9, 11, "ask"),
                    seen("data", 29, 32, "fix"),
                    seen("data", 39, 41, "fix", "sts:AssumeRole")))
            .rows();
    assertThat(rows)
        .extracting(Calls::situation)
        .containsExactly(Calls.ASKS, Calls.FIX, Calls.AFTER);
    assertThat(rows.getFirst().operations()).isEqualTo(Map.of("ask", 1));
    Calls fix = rows.get(1);
    assertThat(fix.invocations()).isEqualTo(2);
    assertThat(fix.operations()).isEqualTo(Map.of("fix", 2));
    assertThat(fix.kept()).isEqualTo(Map.of("sts:AssumeRole", 1));
    assertThat(rows.getLast().invocations()).isZero();
  }

  @Test
  void whatAnotherDomainDoesMeanwhileIsNotCounted() {
    Case item =
        planned(10)
            .to(CaseState.APPLYING, "allowed", "palisade", at(11))
            .to(CaseState.VERIFIED, "holds", "palisade", at(13));
    List<Calls> rows = new CaseCalls(item, 0, List.of(seen("models", 9, 14, "other"))).rows();
    assertThat(rows).extracting(Calls::total).containsOnly(0);
  }

  @Test
  void theAuditLogCountsWithWhatItKeeps() {
    Case item =
        planned(10)
            .to(CaseState.AWAITING_APPROVAL, "disruptive", "palisade", at(10))
            .to(CaseState.APPLYING, "approved", "palisade", at(30))
            .to(CaseState.VERIFIED, "holds", "palisade", at(31));
    List<Calls> rows =
        new CaseCalls(
                item,
                0,
                List.of(
                    seen("data", 9, 11, "ask"),
                    seen("notices", 12, 13, "s3:PutObject", "sqs:SendMessage"),
                    seen("data", 29, 32, "fix"),
                    seen("notices", 33, 34, "s3:PutObject"),
                    seen("notices", 34, 35, "sns:Publish")))
            .rows();
    assertThat(rows.getFirst().operations()).isEqualTo(Map.of("ask", 1, "s3:PutObject", 1));
    assertThat(rows.get(1).operations()).isEqualTo(Map.of("fix", 1, "s3:PutObject", 1));
    assertThat(rows.get(1).invocations()).isEqualTo(1);
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static Invocation seen(String domain, int first, int last, String... operations) {
    Map<String, Integer> counts =
        List.of(operations).stream().collect(Collectors.toMap(name -> name, name -> 1));
    return new Invocation(domain, at(first), at(last), counts);
  }

  private static Case planned(int second) {
    Origin origin = new Origin("event-1", "aws.s3", "x", Actor.UNKNOWN, "", Map.of(), at(second));
    Proposal proposal =
        new Proposal(
            Plan.Kind.values()[0], "open", NullNode.instance, List.of(), "", "hash", false, null);
    return new Case(
        "c-1",
        "S3.PublicAccess",
        "closed",
        "data",
        new ResourceRef("AWS::S3::Bucket", "b", "arn:aws:s3:::b", "222222222222", "us-east-1"),
        Severity.HIGH,
        AiScope.because("tag"),
        origin,
        proposal,
        Decision.of(Verdict.ENFORCE, "allowed"),
        0,
        null,
        List.of(),
        List.of(),
        NullNode.instance,
        null,
        CaseState.PLANNED,
        "open",
        null,
        0,
        at(second),
        at(second),
        List.of(),
        1);
  }
}
