package dev.palisade.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.pipeline.PlanRow;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.List;

/**
 * A case as {@code cases --json} and {@code report --json} print it.
 *
 * @param id the case
 * @param state where it stands
 * @param reason why it stands there
 * @param actor the principal whose change led here
 * @param person the person behind it, empty where policy maps none
 * @param happening the event's id
 * @param evidence the facts that make it a finding
 * @param plan what is or was proposed
 * @param approvalsNeeded how many people must say yes
 * @param whole whether its trail is complete and unaltered
 */
record CaseRow(
    String id,
    CaseState state,
    String reason,
    String control,
    String title,
    String domain,
    String resource,
    String type,
    String account,
    String region,
    Severity severity,
    AiScope scope,
    Decision decision,
    String source,
    String event,
    String actor,
    String person,
    String happening,
    JsonNode evidence,
    PlanRow plan,
    int approvalsNeeded,
    List<Approval> approvals,
    Instant openedAt,
    Instant updatedAt,
    List<AuditEntry> trail,
    boolean whole) {

  static CaseRow of(Case item) {
    return new CaseRow(
        item.id(),
        item.state(),
        item.reason(),
        item.control(),
        item.title(),
        item.domain(),
        item.resource().arn(),
        item.resource().type(),
        item.resource().account(),
        item.resource().region(),
        item.severity(),
        item.scope(),
        item.decision(),
        item.origin().source(),
        item.origin().name(),
        item.origin().actor().principal(),
        item.origin().person(),
        item.origin().happening(),
        item.proposal().evidence(),
        PlanRow.of(item),
        item.approvalsNeeded(),
        item.approvals(),
        item.openedAt(),
        item.updatedAt(),
        item.trail(),
        AuditEntry.isWhole(item.trail()));
  }
}
