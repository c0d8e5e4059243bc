package dev.palisade.page.view;

import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.cases.Step;
import dev.palisade.core.event.Actor;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.platform.catalogue.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One case, with all that somebody needs to decide on it.
 *
 * @param row the case in a line
 * @param happened what happened, where it began
 * @param who who did it
 * @param matters why it matters
 * @param ai how it is known to belong to an AI workload
 * @param stands where it stands, in a sentence
 * @param decision what policy said, and why
 * @param plan what is proposed
 * @param risks what happens if it is applied, if it is not, and if nobody decides
 * @param approvals what people decided
 * @param approvalsLeft how many more are needed, in words, or empty
 * @param ticket its ticket, or null
 * @param trail its stages, oldest first
 * @param whole whether the trail is whole
 * @param may what the person may do with it
 */
public record CaseDetail(
    CaseList.Row row,
    String happened,
    String who,
    String matters,
    String ai,
    String stands,
    String decision,
    PlanView plan,
    Risks risks,
    List<Vote> approvals,
    String approvalsLeft,
    TicketView ticket,
    List<Entry> trail,
    boolean whole,
    May may) {

  /**
   * A plan.
   *
   * @param hash what a decision is bound to
   * @param changes in order; none where people have to act by hand
   * @param asks why people are asked
   * @param byHand what people have to do by hand, or empty
   */
  public record PlanView(
      String hash,
      String rationale,
      String evidence,
      List<ChangeView> changes,
      List<String> asks,
      String byHand) {}

  /** A change of a plan. */
  public record ChangeView(
      String words, String action, boolean reversible, String progress, List<Diff.Line> diff) {}

  /** What may go wrong, either way. */
  public record Risks(String applied, String left, String expires) {}

  /** What a person decided. */
  public record Vote(String person, String answer, Times.Moment at, String reason) {}

  /**
   * A ticket.
   *
   * @param name how people call it; empty where the case has none
   * @param url where it is opened, https only; empty where that is not known
   * @param words how far it is
   */
  public record TicketView(String name, String url, String words) {}

  /** A stage. */
  public record Entry(String stage, Times.Moment at, String by, String note, String hash) {}

  /**
   * What a person may do with the case now.
   *
   * @param decide whether a question stands that they may answer
   * @param objection why they may not, where a question stands; or empty
   * @param exempt whether its finding may be exempted
   * @param undo whether something can be put back
   */
  public record May(boolean decide, String objection, boolean exempt, boolean undo) {}

  /**
   * A case as a person sees it.
   *
   * @param text the control's words; empty if there is no such control any more
   * @param objection why the person may not decide on it, or empty
   */
  public static CaseDetail of(
      Case item,
      Optional<Catalogue.Text> text,
      Optional<FiledTicket> ticket,
      Optional<String> objection,
      Frame frame,
      Instant now) {
    return new CaseDetail(
        CaseList.row(item, now),
        "%s (%s) at %s"
            .formatted(
                item.origin().name(),
                item.origin().source(),
                Times.of(item.origin().at(), now).words()),
        who(item),
        text.map(Catalogue.Text::why).orElse(item.title()),
        item.scope().why(),
        item.reason(),
        item.decision().verdict() + ": " + item.decision().why(),
        plan(item),
        risks(item, text, now),
        item.approvals().stream().map(one -> vote(one, now)).toList(),
        left(item),
        ticket.map(CaseDetail::ticket).orElse(new TicketView("", "", "")),
        item.trail().stream().map(one -> entry(one, now)).toList(),
        AuditEntry.isWhole(item.trail()),
        may(item, objection, frame));
  }

  private static String who(Case item) {
    Actor actor = item.origin().actor();
    String person = item.origin().person();
    if (actor.principal().isEmpty() && person.isEmpty()) {
      return "The event names nobody";
    }
    if (actor.principal().isEmpty() || actor.principal().equals(person)) {
      return person;
    }
    return person.isEmpty()
        ? actor.principal() + ", behind whom policy knows no person"
        : "%s, as %s".formatted(person, actor.principal());
  }

  private static PlanView plan(Case item) {
    return new PlanView(
        item.proposal().hash(),
        item.proposal().rationale(),
        Diff.pretty(item.proposal().evidence()),
        item.steps().stream().map(CaseDetail::change).toList(),
        item.proposal().asks(),
        item.proposal().steps());
  }

  private static ChangeView change(Step step) {
    String progress =
        switch (step.progress()) {
          case PLANNED -> "not made";
          case DONE -> "made";
          case UNDONE -> "undone";
          case SKIPPED -> "was not needed";
        };
    return new ChangeView(
        step.describe(),
        step.action(),
        step.reversible(),
        progress,
        Diff.of(step.before(), step.after()));
  }

  private static Risks risks(Case item, Optional<Catalogue.Text> text, Instant now) {
    Question question = item.question();
    boolean asked = item.state() == CaseState.AWAITING_APPROVAL && question != null;
    return new Risks(
        text.map(Catalogue.Text::breaks).orElse("The control that found it is gone; look closely."),
        "The gap stays open. " + text.map(Catalogue.Text::why).orElse(""),
        asked && question != null
            ? "On %s (%s) %s."
                .formatted(
                    Times.of(question.deadline(), now).words(),
                    Times.of(question.deadline(), now).distance(),
                    question.atExpiry().words())
            : "");
  }

  private static Vote vote(Approval approval, Instant now) {
    return new Vote(
        approval.person(),
        approval.yes() ? "approved" : "denied",
        Times.of(approval.at(), now),
        approval.reason());
  }

  private static String left(Case item) {
    if (item.state() != CaseState.AWAITING_APPROVAL || item.approvalsNeeded() < 2) {
      return "";
    }
    long yes =
        item.approvals().stream()
            .filter(one -> one.yes() && one.planHash().equals(item.proposal().hash()))
            .map(Approval::person)
            .distinct()
            .count();
    return "%d of %d approvals, by different people, are there."
        .formatted(yes, item.approvalsNeeded());
  }

  private static TicketView ticket(FiledTicket ticket) {
    String state =
        switch (ticket.phase()) {
          case CLAIMED -> ticket.refused() ? "refused" : "being created";
          case OPEN -> "open";
          case CLOSED -> "closed";
          case SHARED -> "shared with case " + ticket.sharedWith();
        };
    String owner = ticket.owner().isEmpty() ? "" : ", owner " + ticket.owner();
    String error = ticket.error().isEmpty() ? "" : ": " + ticket.error();
    return new TicketView(
        ticket.reference().isEmpty() ? ticket.system() : ticket.system() + " " + ticket.reference(),
        ticket.url().startsWith("https://") ? ticket.url() : "",
        state + owner + error);
  }

  private static Entry entry(AuditEntry entry, Instant now) {
    return new Entry(
        StateWords.of(CaseState.valueOf(entry.stage())),
        Times.of(entry.at(), now),
        entry.by(),
        entry.note(),
        entry.hash());
  }

  private static May may(Case item, Optional<String> objection, Frame frame) {
    boolean asked = item.state() == CaseState.AWAITING_APPROVAL;
    boolean decides = frame.decides() && objection.isEmpty();
    boolean done =
        item.steps().stream()
            .anyMatch(step -> step.reversible() && step.progress() == Step.Progress.DONE);
    return new May(
        asked && decides,
        asked ? objection.orElse("") : "",
        decides && stands(item.state()),
        frame.operates() && done && item.state().next().contains(CaseState.UNDONE));
  }

  private static boolean stands(CaseState state) {
    return switch (state) {
      case AWAITING_APPROVAL, TICKETED, OBSERVED, DENIED, EXPIRED, FAILED, UNDONE -> true;
      case PLANNED, APPLYING, WAITING, VERIFIED, CONTAINED, EXEMPT, STALE, GONE -> false;
    };
  }
}
