package dev.palisade.platform.desk;

import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.audit.JournalEntry.Kind;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.people.Permissions;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import dev.palisade.core.people.Role;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What somebody who has proven who they are may see and do. Every surface (Slack, page, command
 * line) comes here and does nothing else: roles and approver groups are checked here, what is
 * refused is noted in the journal, and what is decided is only recorded; the domain's function
 * applies it under its own role.
 *
 * <p>All methods throw {@link RefusedException} where the person may not, or not any more, or the
 * thing does not exist; its message is for the person.
 */
public final class FrontDesk {

  private final CaseBook cases;
  private final PeopleBook book;
  private final RequestSender sender;
  private final Supplier<Policy> policy;
  private final Permissions permissions;
  private final InstantSource clock;

  /** A desk over the table and the hub's bus, by the policy in force. */
  public FrontDesk(
      CaseBook cases,
      PeopleBook book,
      RequestSender sender,
      Supplier<Policy> policy,
      InstantSource clock) {
    this.cases = cases;
    this.book = book;
    this.sender = sender;
    this.policy = policy;
    this.permissions = new PolicyPermissions(policy);
    this.clock = clock;
  }

  /** What somebody may do at most; empty where they may nothing. */
  public Optional<Role> role(Person person) {
    return Stream.of(Role.OPERATOR, Role.APPROVER, Role.VIEWER)
        .filter(role -> permissions.has(person, role))
        .findFirst();
  }

  /** The cases in a state, the one that changed last first. */
  public List<Case> cases(Person person, CaseState state) {
    must(person, Role.VIEWER, "see cases", "");
    return cases.byState(state).stream()
        .sorted(Comparator.comparing(Case::updatedAt).reversed())
        .toList();
  }

  /** All cases, the one that was opened last first. */
  public List<Case> cases(Person person) {
    must(person, Role.VIEWER, "see cases", "");
    return cases.all().reversed();
  }

  /** A case. */
  public Case find(Person person, String id) {
    must(person, Role.VIEWER, "see cases", id);
    return existing(person, id);
  }

  /** Why somebody may not decide on a case, for a surface that offers no button then. */
  public Optional<String> objection(Person person, Case item) {
    return permissions.objection(person, item);
  }

  /**
   * Records a yes or no to the plan that the person saw.
   *
   * @param planHash the plan that was shown
   * @return the case with the decision; it may need another approval still
   */
  public Case decide(Person person, String id, String planHash, boolean yes, String reason) {
    must(person, Role.APPROVER, yes ? "approve" : "deny", id);
    Case item = existing(person, id);
    mayDecide(person, item);
    Approval approval =
        new Approval(person.named(), person.id(), yes, planHash, reason, clock.instant());
    try {
      return cases.decide(id, approval, new People(policy.get().people()));
    } catch (IllegalStateException e) {
      throw refused(person, id, String.valueOf(e.getMessage()));
    }
  }

  /** Ends a question with a ticket: somebody acts by hand. */
  public String ticket(Person person, String id, String reason) {
    must(person, Role.APPROVER, "open a ticket", id);
    Case item = existing(person, id);
    mayDecide(person, item);
    if (item.state() != CaseState.AWAITING_APPROVAL) {
      throw refused(person, id, id + " is " + item.state() + ", so nothing is asked any more");
    }
    return request(
        person,
        Requests.TICKET,
        item.domain(),
        Map.of("case", id, "by", person.id(), "reason", reason),
        id);
  }

  /** The exemptions there are. */
  public Exempting exemptions() {
    return new Exempting(this, cases, book, policy, clock);
  }

  /** The freeze in force; everybody may know. */
  public Optional<Freeze> freeze() {
    return cases.freeze();
  }

  /** Stops all writes that have not begun; those under way drain, see {@link CaseBook#leases}. */
  public Freeze freeze(Person person, String reason) {
    must(person, Role.OPERATOR, "freeze", "");
    Freeze freeze = new Freeze(person.named(), reason, clock.instant());
    book.freeze(freeze, entry(Kind.FROZEN, person, "", "all writes stopped: " + reason));
    return freeze;
  }

  /** Lifts the freeze, and asks for what it kept from going on; how many cases those are. */
  public int unfreeze(Person person) {
    must(person, Role.OPERATOR, "unfreeze", "");
    book.unfreeze(entry(Kind.UNFROZEN, person, "", "writes may go on"));
    List<Case> kept =
        cases.byState(CaseState.AWAITING_APPROVAL).stream().filter(Frozen::waits).toList();
    kept.forEach(item -> Frozen.goOn(item, sender, person.id()));
    return kept.size();
  }

  /** How many cases are being applied right now. */
  public long underWay() {
    return cases.leases();
  }

  /**
   * Asks a case's domain to put back what was before.
   *
   * @param force also where the resource has changed since
   * @return the request's event id
   */
  public String undo(Person person, String id, boolean force) {
    must(person, Role.OPERATOR, "undo", id);
    Case item = existing(person, id);
    if (!item.state().next().contains(CaseState.UNDONE)) {
      throw refused(person, id, id + " is " + item.state() + ", so there is nothing to undo");
    }
    return request(
        person,
        Requests.UNDO,
        item.domain(),
        Map.of("case", id, "by", person.id(), "force", String.valueOf(force)),
        id);
  }

  /** Asks to undo all that was changed since a time, most recent first; the cases in that order. */
  public List<Case> undoAll(Person person, Instant since, boolean force) {
    must(person, Role.OPERATOR, "undo", "");
    List<Case> changed =
        Stream.of(CaseState.VERIFIED, CaseState.CONTAINED, CaseState.FAILED)
            .flatMap(state -> cases.byState(state).stream())
            .filter(item -> !item.updatedAt().isBefore(since) && hasChanges(item))
            .sorted(Comparator.comparing(Case::updatedAt).reversed())
            .toList();
    changed.forEach(item -> undo(person, item.id(), force));
    return changed;
  }

  private static boolean hasChanges(Case item) {
    return item.steps().stream()
        .anyMatch(step -> step.reversible() && step.progress() == Step.Progress.DONE);
  }

  /**
   * Asks a domain to judge one resource now.
   *
   * @param control id of a control, or empty for all
   * @param ask whether to show the plan before anything is changed, whatever policy says
   * @return the request's event id, under which the cases are found
   */
  public String fix(Person person, String domain, ResourceRef ref, String control, boolean ask) {
    must(person, Role.OPERATOR, "start a fix", ref.arn());
    return request(
        person,
        ask ? Requests.PLAN : Requests.FIX,
        domain,
        Map.of(
            "resource", ref.arn(),
            "type", ref.type(),
            "account", ref.account(),
            "region", ref.region(),
            "control", control,
            "by", person.id()),
        ref.arn());
  }

  /**
   * Asks a domain to plan the quarantine of a resource; somebody else has to approve it.
   *
   * @param control id of the control that quarantines resources of this type
   * @return the request's event id, under which the case is found
   */
  public String quarantine(
      Person person, String domain, ResourceRef ref, String control, String reason) {
    must(person, Role.OPERATOR, "quarantine", ref.arn());
    return request(
        person,
        Requests.PLAN,
        domain,
        Map.of(
            "resource", ref.arn(),
            "type", ref.type(),
            "account", ref.account(),
            "region", ref.region(),
            "control", control,
            "by", person.id(),
            "reason", reason),
        ref.arn());
  }

  /**
   * Asks to release what a case quarantined; the second person who asks has it done.
   *
   * @param force although findings stand there, or the resource has changed since
   * @return the request's event id
   */
  public String release(Person person, String id, String reason, boolean force) {
    must(person, Role.OPERATOR, "release", id);
    Case item = existing(person, id);
    if (!item.state().next().contains(CaseState.UNDONE)) {
      throw refused(person, id, id + " is " + item.state() + ", so there is nothing to release");
    }
    return request(
        person,
        Requests.RELEASE,
        item.domain(),
        Map.of("case", id, "by", person.id(), "reason", reason, "force", String.valueOf(force)),
        id);
  }

  /** Sends a request under somebody's name, and notes that they asked. */
  private String request(
      Person person, String type, String domain, Map<String, String> members, String about) {
    Map<String, String> detail = new HashMap<>(members);
    detail.put(PalisadeEvents.DOMAIN, domain);
    String event = sender.send(PalisadeEvents.REQUEST, type, detail);
    book.note(entry(Kind.REQUESTED, person, about, type + " as event " + event));
    return event;
  }

  private Case existing(Person person, String id) {
    return cases.find(id).orElseThrow(() -> refused(person, id, "there is no case " + id));
  }

  void mayDecide(Person person, Case item) {
    permissions
        .objection(person, item)
        .ifPresent(reason -> {
          throw refused(person, item.id(), reason);
        });
  }

  void must(Person person, Role role, String what, String about) {
    if (!permissions.has(person, role)) {
      throw refused(
          person,
          about,
          "%s may not %s: policy gives them no such role".formatted(person.id(), what));
    }
  }

  RefusedException refused(Person person, String about, String reason) {
    book.note(entry(Kind.REFUSED, person, about, reason));
    return new RefusedException(reason);
  }

  JournalEntry entry(Kind kind, Person person, String about, String note) {
    return JournalEntry.of(
        UUID.randomUUID().toString(), clock.instant(), kind, person.named(), about, note);
  }
}
