package dev.palisade.tickets.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.core.ticket.FiledTicket.Phase;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.testing.Secrets;
import dev.palisade.tickets.testing.Standin;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with a ticket, how that is kept, and what comes of it then. */
class FaultsTest {

  private static final String JIRA = "{\"version\": 1, \"tickets\": {\"default\": \"jira\"}}";

  private final Standin jira = Standin.of("jira");
  private final Rig rig = rig();

  private Rig rig() {
    Secrets.put("jira", jira.secret("jira"));
    return new Rig(HttpFilingTest.systems(), JIRA);
  }

  @AfterEach
  void end() {
    jira.close();
  }

  private TicketException fault(Case item) {
    return catchThrowableOfType(TicketException.class, () -> rig.handle(item));
  }

  private FiledTicket ticket(Case item) {
    return rig.book.of(item.id()).orElseThrow();
  }

  @Test
  void throttledComesAgainAfterWhatTheSystemAsksFor() {
    Case item = rig.stored("throttled", CaseState.TICKETED, "a rule says so");
    jira.fault("create", "throttle", 1, 37);

    TicketException fault = fault(item);

    assertThat(fault.kind()).isEqualTo(Kind.LATER);
    assertThat(fault.after()).isEqualTo(Duration.ofSeconds(37));
    assertThat(ticket(item).askedAt()).isNull();
    assertThat(ticket(item).error()).contains("429");
    // Nothing was done, so nothing is looked for.
    assertThat(rig.handle(item).orElseThrow().phase()).isEqualTo(Phase.OPEN);
    assertThat(jira.asked("search")).isZero();
    assertThat(ticket(item).error()).isEmpty();
  }

  @Test
  void aServersErrorMayHaveDoneItAndIsLookedForUntilItHasSettled() {
    Case item = rig.stored("failing", CaseState.TICKETED, "a rule says so");
    jira.fault("create", "fail", 1, 0);

    assertThat(fault(item).kind()).isEqualTo(Kind.UNANSWERED);
    TicketException waiting = fault(item);
    assertThat(waiting.kind()).isEqualTo(Kind.LATER);
    assertThat(waiting.after()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    assertThat(jira.tickets()).isEmpty();
    assertThat(jira.asked("create")).isEqualTo(1);

    rig.later(Duration.ofSeconds(121));
    assertThat(rig.handle(item).orElseThrow().phase()).isEqualTo(Phase.OPEN);
    assertThat(jira.tickets()).hasSize(1);
  }

  @Test
  void aSearchThatFailsForgetsNothing() {
    Case item = rig.stored("searching", CaseState.TICKETED, "a rule says so");
    jira.fault("create", "accept-then-close", 1, 0);
    jira.fault("search", "fail", 1, 0);

    assertThat(fault(item).kind()).isEqualTo(Kind.UNANSWERED);
    assertThat(fault(item).kind()).isEqualTo(Kind.LATER);
    assertThat(rig.handle(item).orElseThrow().phase()).isEqualTo(Phase.OPEN);
    assertThat(jira.tickets()).hasSize(1);
  }

  @Test
  void aNoteWhoseAnswerNeverCameIsToldOnce() {
    Case item = rig.stored("noted", CaseState.FAILED, "AccessDenied");
    rig.handle(item);
    Case more = rig.to(item, CaseState.FAILED, "undo refused: it has changed");
    jira.fault("comment", "accept-then-close", 1, 0);

    assertThat(fault(more).kind()).isEqualTo(Kind.UNANSWERED);
    rig.handle(more);

    assertThat(jira.tickets().getFirst().path("comments")).hasSize(1);
    assertThat(jira.asked("comment")).isEqualTo(1);
  }

  @Test
  void refusalIsKeptWithItsReasonAndMendedByNewCredentials() {
    ObjectNode stale = jira.secret("jira").put("token", "rotated-away");
    Secrets.put("jira", stale);
    Rig stricken = new Rig(HttpFilingTest.systems(), JIRA);
    Case item = stricken.stored("rotated", CaseState.TICKETED, "a rule says so");

    TicketException fault =
        catchThrowableOfType(TicketException.class, () -> stricken.handle(item));
    FiledTicket refused = stricken.book.of(item.id()).orElseThrow();
    assertThat(fault.isForGood()).isTrue();
    assertThat(refused.refused()).isTrue();
    assertThat(refused.error()).contains("401").doesNotContain("rotated-away");

    // A rotation, and the dead letter sent again: no new function, no wait for a cache.
    Secrets.put("jira", jira.secret("jira"));
    FiledTicket open = stricken.handle(item).orElseThrow();
    assertThat(open.phase()).isEqualTo(Phase.OPEN);
    assertThat(open.refused()).isFalse();
    assertThat(jira.tickets()).hasSize(1);
  }

  @Test
  void aProjectThatIsNotThereIsRefusedUntilPolicySaysAnother() {
    rig.policyIs("{\"version\": 1, \"tickets\": {\"default\": \"jira\", \"project\": \"NONE\"}}");
    Case item = rig.stored("project", CaseState.TICKETED, "a rule says so");

    assertThat(fault(item).kind()).isEqualTo(Kind.REFUSED);
    assertThat(ticket(item).error()).contains("valid project is required");

    rig.policyIs(JIRA);
    assertThat(rig.handle(item).orElseThrow().reference()).isEqualTo("SEC-1");
  }

  @Test
  void aSystemWithoutSecretAndOneThatIsNotReachedSaySo() {
    rig.policyIs("{\"version\": 1, \"tickets\": {\"default\": \"servicenow\"}}");
    Secrets.put("servicenow", jira.secret("jira").put("baseUrl", "http://example.com"));
    Case item = rig.stored("unsafe", CaseState.TICKETED, "a rule says so");
    assertThat(fault(item).kind()).isEqualTo(Kind.REFUSED);
    assertThat(ticket(item).error()).contains("https");

    Secrets.put("servicenow", jira.secret("jira").put("baseUrl", "http://127.0.0.1:1"));
    Rig down =
        new Rig(
            HttpFilingTest.systems(),
            "{\"version\": 1, \"tickets\": {\"default\": \"servicenow\"}}");
    Case other = down.stored("down", CaseState.TICKETED, "a rule says so");
    TicketException fault = catchThrowableOfType(TicketException.class, () -> down.handle(other));
    assertThat(fault.kind()).isEqualTo(Kind.LATER);
    assertThat(down.book.of(other.id()).orElseThrow().askedAt()).isNull();
  }

  @Test
  void policyThatCantBeReadIsNoDecisionAgainstATicket() {
    Case item = rig.stored("unread", CaseState.TICKETED, "a rule says so");
    rig.policyIs("{\"version\": 1, \"mode\": \"approve\"}");
    assertThat(fault(item).kind()).isEqualTo(Kind.LATER);

    rig.policyIs("{\"version\": 1, \"mode\": \"enforce\"}");
    assertThat(rig.handle(item)).isEmpty();
    assertThat(rig.book.of(item.id())).isEmpty();
  }

  @Test
  void casesThatNeedNobodyHaveNoTicket() {
    for (CaseState state : new CaseState[] {CaseState.OBSERVED, CaseState.AWAITING_APPROVAL}) {
      Case item = rig.stored("quiet-" + state, state, "seen");
      assertThat(rig.handle(item)).isEmpty();
    }
    Case mended = rig.stored("quiet", CaseState.VERIFIED, "it holds");
    assertThat(rig.handle(mended)).isEmpty();
    assertThat(jira.asked("create")).isZero();
  }

  @Test
  void aLateNoticeOfAFindingThatIsMendedOpensNothing() {
    Case item = rig.stored("late", CaseState.TICKETED, "a rule says so");
    Case mended = rig.stored("late", CaseState.VERIFIED, "it holds");

    rig.handle(mended);
    assertThat(rig.handle(item)).isEmpty();
    assertThat(jira.asked("create")).isZero();
  }

  @Test
  void aLateNoticeOfAMendingDoesNotCloseWhatCameAfterIt() {
    Case mended = rig.stored("again", CaseState.VERIFIED, "it holds");
    Case item = rig.stored("again", CaseState.TICKETED, "opened again, a rule says so");
    rig.handle(item);

    rig.handle(mended);

    assertThat(ticket(item).phase()).isEqualTo(Phase.OPEN);
    assertThat(jira.tickets().getFirst().path("status").asText()).isEqualTo("To Do");
  }

  @Test
  void aSecondCaseOfTheFindingSharesItsOpenTicket() {
    Case first = rig.stored("shared", CaseState.FAILED, "AccessDenied");
    rig.handle(first);
    Case second = rig.stored("shared", CaseState.FAILED, "AccessDenied again");
    rig.handle(second);
    rig.handle(second);

    assertThat(jira.tickets()).hasSize(1);
    assertThat(ticket(second).phase()).isEqualTo(Phase.SHARED);
    assertThat(ticket(second).reference()).isEqualTo(ticket(first).reference());
    assertThat(jira.tickets().getFirst().path("comments")).hasSize(1);
    assertThat(jira.tickets().getFirst().toString()).contains("AccessDenied again");

    rig.handle(rig.stored("shared", CaseState.VERIFIED, "it holds"));
    assertThat(jira.tickets().getFirst().path("status").asText()).isEqualTo("Done");

    // A new finding after the old one's end is a new ticket.
    rig.handle(rig.stored("shared", CaseState.TICKETED, "a rule says so"));
    assertThat(jira.tickets()).hasSize(2);
  }

  @Test
  void twoCasesOfOneFindingAtOnceHaveOneTicket() {
    Case first = rig.stored("both", CaseState.FAILED, "AccessDenied");
    Case second = rig.stored("both", CaseState.FAILED, "AccessDenied again");
    jira.fault("create", "accept-then-close", 1, 0);

    assertThat(fault(second).kind()).isEqualTo(Kind.UNANSWERED);
    rig.handle(first);
    rig.handle(second);

    assertThat(jira.tickets()).hasSize(1);
  }

  @Test
  void aTicketThatSomebodyDeletedIsNotMissed() {
    Case item = rig.stored("deleted", CaseState.FAILED, "AccessDenied");
    FiledTicket open = rig.handle(item).orElseThrow();
    FiledTicket elsewhere =
        rig.book.save(open.opened("SEC-99", "SEC-99", open.url(), open.told(), rig.now()));
    assertThat(elsewhere.id()).isEqualTo("SEC-99");

    Case more = rig.to(item, CaseState.FAILED, "undo refused: it has changed");

    assertThat(rig.handle(more).orElseThrow().phase()).isEqualTo(Phase.CLOSED);
    assertThat(ticket(item).error()).contains("deleted");
  }

  @Test
  void nobodyWorksOnATicketThatAnotherDeliveryWorksOn() {
    Case item = rig.stored("leased", CaseState.FAILED, "AccessDenied");
    FiledTicket open = rig.handle(item).orElseThrow();
    rig.book.save(open.leased(rig.now().plusSeconds(90), rig.now()));
    Case more = rig.to(item, CaseState.FAILED, "undo refused: it has changed");

    TicketException fault = fault(more);
    assertThat(fault.kind()).isEqualTo(Kind.LATER);
    assertThat(fault.after()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));

    // The other delivery died: its lease ends with its function.
    rig.later(Duration.ofSeconds(91));
    assertThat(rig.handle(more).orElseThrow().lease()).isNull();
    assertThat(jira.tickets().getFirst().path("comments")).hasSize(1);
  }

  @Test
  void ownersAccountAndTransitionsAreTheSystems() {
    ObjectNode secret = jira.secret("jira");
    secret.putObject("assignees").put("ml-platform@example.com", "5b10a2844c20165700ede21g");
    Secrets.put("jira", secret.put("closeTransition", "Finish").put("priorities", "yes"));
    Rig assigned = new Rig(HttpFilingTest.systems(), JIRA);
    Case item = assigned.stored("assigned", CaseState.FAILED, "AccessDenied");
    assigned.handle(item);

    assertThat(jira.tickets().getFirst().at("/fields/assignee/accountId").asText())
        .isEqualTo("5b10a2844c20165700ede21g");
    assertThat(jira.tickets().getFirst().at("/fields/priority/name").asText()).isEqualTo("High");

    Case undone = assigned.to(item, CaseState.UNDONE, "put back");
    TicketException fault =
        catchThrowableOfType(TicketException.class, () -> assigned.handle(undone));
    assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
    assertThat(fault).hasMessageContaining("can't be closed from To Do");
  }
}
