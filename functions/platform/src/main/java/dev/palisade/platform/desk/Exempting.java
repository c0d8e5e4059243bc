package dev.palisade.platform.desk;

import dev.palisade.core.audit.JournalEntry.Kind;
import dev.palisade.core.cases.Case;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Role;
import dev.palisade.core.policy.ExemptionRules;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Exemptions at the desk. One for a single case's finding may be given by whoever may decide on the
 * case; a wider one takes an operator. All end: policy says when at the latest.
 */
public final class Exempting {

  private static final int ID_LETTERS = 10;

  private final FrontDesk desk;
  private final CaseBook cases;
  private final PeopleBook book;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  Exempting(
      FrontDesk desk,
      CaseBook cases,
      PeopleBook book,
      Supplier<Policy> policy,
      InstantSource clock) {
    this.desk = desk;
    this.cases = cases;
    this.book = book;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * What somebody asks for.
   *
   * @param match what it covers
   * @param reason why
   * @param owner who answers for it; the person where empty
   * @param lasts for how long
   * @param caseId the case it is asked for, or empty
   */
  public record Wish(Match match, String reason, String owner, Duration lasts, String caseId) {}

  /** The exemptions there are, the one that ends first first; those by tags are among them. */
  public List<Exemption> all(Person person) {
    desk.must(person, Role.VIEWER, "see exemptions", "");
    return Stream.concat(book.exemptions().stream(), cases.exemptByTag().stream())
        .filter(one -> one.until().isAfter(clock.instant()))
        .sorted(Comparator.comparing(Exemption::until))
        .toList();
  }

  /** Lets the finding of a case stand for a time. */
  public Exemption forCase(Person person, String caseId, String reason, Duration lasts) {
    desk.must(person, Role.APPROVER, "exempt", caseId);
    Case item =
        cases
            .find(caseId)
            .orElseThrow(() -> desk.refused(person, caseId, "there is no case " + caseId));
    Match match = new Match(item.resource().arn(), item.control(), item.resource().account(), "");
    return give(person, new Wish(match, reason, "", lasts, caseId), Optional.of(item));
  }

  /** Lets findings stand for a time, by resource, tag, control or account. */
  public Exemption give(Person person, Wish wish) {
    desk.must(person, Role.OPERATOR, "exempt more than one case's finding", wish.caseId());
    return give(person, wish, Optional.empty());
  }

  private Exemption give(Person person, Wish wish, Optional<Case> item) {
    item.ifPresent(one -> desk.mayDecide(person, one));
    item.flatMap(one -> CaseBook.selfApproval(one, person.id(), new People(policy.get().people())))
        .ifPresent(reason -> {
          throw desk.refused(person, wish.caseId(), reason);
        });
    ExemptionRules rules = policy.get().exemptions();
    objection(wish, rules)
        .ifPresent(reason -> {
          throw desk.refused(person, wish.caseId(), reason);
        });
    Instant now = clock.instant();
    Instant until = now.plus(wish.lasts());
    Exemption exemption =
        new Exemption(
            id(),
            wish.match(),
            wish.reason().strip(),
            wish.owner().isEmpty() ? person.id() : wish.owner(),
            person.named(),
            now,
            until,
            wish.caseId(),
            reminder(now, until, rules.remindBefore()));
    book.put(
        exemption,
        desk.entry(
            Kind.EXEMPTED,
            person,
            wish.caseId().isEmpty() ? exemption.id() : wish.caseId(),
            exemption.why()));
    return exemption;
  }

  private static Optional<String> objection(Wish wish, ExemptionRules rules) {
    if (wish.reason().isBlank()) {
      return Optional.of("an exemption needs a reason");
    }
    if (!wish.match().isBounded()) {
      return Optional.of("an exemption must name a resource, an account or a tag");
    }
    if (wish.lasts().isNegative() || wish.lasts().isZero()) {
      return Optional.of("an exemption must end later than now");
    }
    return wish.lasts().compareTo(rules.longest()) > 0
        ? Optional.of(
            "policy lets an exemption last %d days at most".formatted(rules.longest().toDays()))
        : Optional.empty();
  }

  /** Ends an exemption now; its findings are judged again. */
  public Exemption end(Person person, String id, String reason) {
    desk.must(person, Role.OPERATOR, "end an exemption", id);
    Exemption old =
        book.exemption(id)
            .filter(one -> one.until().isAfter(clock.instant()))
            .orElseThrow(() -> desk.refused(person, id, "there is no exemption " + id));
    Exemption ended =
        new Exemption(
            old.id(),
            old.match(),
            old.reason(),
            old.owner(),
            old.by(),
            old.from(),
            clock.instant(),
            old.caseId(),
            old.remindAt());
    book.put(ended, desk.entry(Kind.EXEMPTION_ENDED, person, id, "ended early: " + reason));
    return ended;
  }

  // A short one is reminded of in its last quarter.
  private static Instant reminder(Instant now, Instant until, Duration before) {
    Instant wanted = until.minus(before);
    Instant latest = until.minus(Duration.between(now, until).dividedBy(4));
    return wanted.isAfter(now) ? wanted : latest;
  }

  private static String id() {
    SecureRandom random = new SecureRandom();
    StringBuilder id = new StringBuilder("x-");
    for (int i = 0; i < ID_LETTERS; i++) {
      id.append((char) ('a' + random.nextInt(26)));
    }
    return id.toString();
  }
}
