package dev.palisade.core.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.control.Severity;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding's life: what was found, proposed, decided, done, proven, and by whom. Immutable; each
 * stage is a new value with one more entry in its trail.
 *
 * @param id {@code c-} and ten letters, from control, resource and happening
 * @param control id of the control
 * @param title what the control demands, kept as it was then
 * @param domain whose function looks after it
 * @param resource what it is about
 * @param severity of the finding
 * @param scope why it concerns an AI workload
 * @param origin what led here
 * @param proposal the plan
 * @param decision what policy said, and why
 * @param approvalsNeeded how many different people must approve, 0 where nobody is asked
 * @param question what people are asked and until when; null while nobody was asked
 * @param approvals what people decided
 * @param steps the ledger
 * @param before the state that was read, without what was not asked for
 * @param after the state that was read again after the changes
 * @param state where it stands
 * @param reason why it stands there, in a sentence
 * @param lease until when a function is working on it; null while nobody is
 * @param resumes how often it was resumed while AWS went on changing the resource
 * @param openedAt when it was opened
 * @param updatedAt when it last changed
 * @param trail its audit entries, chained by hash
 * @param version counts its stages; a write is refused where another came first
 */
public record Case(
    String id,
    String control,
    String title,
    String domain,
    ResourceRef resource,
    Severity severity,
    AiScope scope,
    Origin origin,
    Proposal proposal,
    Decision decision,
    int approvalsNeeded,
    @Nullable Question question,
    List<Approval> approvals,
    List<Step> steps,
    JsonNode before,
    @Nullable JsonNode after,
    CaseState state,
    String reason,
    @Nullable Instant lease,
    int resumes,
    Instant openedAt,
    Instant updatedAt,
    List<AuditEntry> trail,
    long version) {

  /** How the note of an undo's refusal begins. */
  public static final String UNDO_REFUSED = "undo refused: ";

  /** How the note begins of somebody's wish to release what was quarantined. */
  public static final String RELEASE_ASKED = "release asked: ";

  /** How the note of an undo that went wrong on its way begins. */
  public static final String UNDO_STOPPED = "undo stopped: ";

  public Case {
    approvals = List.copyOf(approvals);
    steps = List.copyOf(steps);
    trail = List.copyOf(trail);
  }

  /**
   * The case at its next stage, with an audit entry for it.
   *
   * @param by who made it go on: a principal, or {@code palisade}
   * @throws IllegalStateException if the transition is not allowed
   */
  public Case to(CaseState next, String why, String by, Instant now) {
    state.mustAllow(next);
    List<AuditEntry> longer = new ArrayList<>(trail);
    longer.add(AuditEntry.after(trail, id, now, next.name(), by, why, proposal.hash()));
    return copy(
        next, why, now, longer, version + 1, after, steps, approvals, lease, resumes, question);
  }

  /** The same case with another ledger; no stage of its own. */
  public Case with(List<Step> ledger) {
    return copy(
        state, reason, updatedAt, trail, version, after, ledger, approvals, lease, resumes,
        question);
  }

  /** The case with another ledger, as a write of its own that is no new stage. */
  public Case progressed(List<Step> ledger, Instant now) {
    return copy(
        state, reason, now, trail, version + 1, after, ledger, approvals, lease, resumes, question);
  }

  /** The same case with the state read after its changes. */
  public Case withAfter(JsonNode stateAfter) {
    return copy(
        state,
        reason,
        updatedAt,
        trail,
        version,
        stateAfter,
        steps,
        approvals,
        lease,
        resumes,
        question);
  }

  /** The same case leased until a time, or free. */
  public Case leased(@Nullable Instant until) {
    return copy(
        state, reason, updatedAt, trail, version, after, steps, approvals, until, resumes,
        question);
  }

  /** The same case with one more resumption counted. */
  public Case resumed() {
    return copy(
        state,
        reason,
        updatedAt,
        trail,
        version,
        after,
        steps,
        approvals,
        lease,
        resumes + 1,
        question);
  }

  /** The same case with what people are asked. */
  public Case asking(Question asked) {
    return copy(
        state, reason, updatedAt, trail, version, after, steps, approvals, lease, resumes, asked);
  }

  /**
   * The case with a person's decision added, and its entry in the trail of the same moment: by that
   * an export tells decisions from stages.
   */
  public Case decided(Approval approval) {
    List<Approval> more = new ArrayList<>(approvals);
    more.add(approval);
    Case next =
        copy(
            state, reason, updatedAt, trail, version, after, steps, more, lease, resumes, question);
    String said = (approval.yes() ? "approved" : "denied") + note(approval.reason());
    return next.to(
        approval.yes() ? CaseState.AWAITING_APPROVAL : CaseState.DENIED,
        said,
        approval.person(),
        approval.at());
  }

  /** Whether an entry of the trail is a person's decision, and no stage. */
  public boolean isDecision(AuditEntry entry) {
    return approvals.stream()
        .anyMatch(one -> one.at().equals(entry.at()) && one.person().equals(entry.by()));
  }

  private static String note(String text) {
    return text.isEmpty() ? "" : ": " + text;
  }

  /** Whether enough different people approved this very plan. */
  @JsonIgnore
  public boolean isApproved() {
    return approvals.stream()
            .filter(one -> one.yes() && one.planHash().equals(proposal.hash()))
            .map(Approval::person)
            .distinct()
            .count()
        >= Math.max(1, approvalsNeeded);
  }

  /**
   * Whether the one who caused the case only asked by hand to look at the resource, and nothing but
   * that made Palisade ask: then they may say yes to what they asked for.
   */
  @JsonIgnore
  public boolean isOwnWish() {
    return decision.because().equals(List.of(Decision.BY_HAND));
  }

  /**
   * Whether an undo that was asked for has ended: it is undone, or its last entry says why not. An
   * undo that waits for AWS has not.
   *
   * @param known how many entries the trail had when it was asked for
   */
  public boolean isUndoOver(int known) {
    String note = trail.size() > known ? trail.getLast().note() : "";
    return state == CaseState.UNDONE
        || note.startsWith(UNDO_REFUSED)
        || note.startsWith(UNDO_STOPPED);
  }

  /** Whether a function holds it at a time. */
  public boolean leasedAt(Instant now) {
    return lease != null && now.isBefore(lease);
  }

  private Case copy(
      CaseState newState,
      String newReason,
      Instant now,
      List<AuditEntry> newTrail,
      long newVersion,
      @Nullable JsonNode newAfter,
      List<Step> newSteps,
      List<Approval> newApprovals,
      @Nullable Instant newLease,
      int newResumes,
      @Nullable Question newQuestion) {
    return new Case(
        id,
        control,
        title,
        domain,
        resource,
        severity,
        scope,
        origin,
        proposal,
        decision,
        approvalsNeeded,
        newQuestion,
        newApprovals,
        newSteps,
        before,
        newAfter,
        newState,
        newReason,
        newLease,
        newResumes,
        openedAt,
        now,
        newTrail,
        newVersion);
  }
}
