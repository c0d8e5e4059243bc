package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.People;
import dev.palisade.core.ticket.FiledTicket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The people's side of the case table: looking things up, deciding, freezing. What is decided here
 * is only recorded; the domain's function applies it under its own role.
 */
public final class CaseBook {

  private static final Instant UNTIL_IT_IS_GONE = Instant.parse("9999-12-31T00:00:00Z");

  private final DynamoDbClient dynamo;
  private final String table;
  private final CaseStore store;
  private final InstantSource clock;

  /** The book over a table. */
  public CaseBook(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.store = new DynamoCaseStore(dynamo, table, "people", "none");
    this.clock = clock;
  }

  /** A case by its id. */
  public Optional<Case> find(String id) {
    return store.find(id);
  }

  /** What is known of a case's ticket, or empty where it has none. */
  public Optional<FiledTicket> ticket(String caseId) {
    return new TicketBook(dynamo, table).of(caseId);
  }

  /** All cases in a state, oldest change first. The index may lag a moment behind. */
  public List<Case> byState(CaseState state) {
    return index(Keys.BY_STATE, "gsi1pk", "STATE#" + state);
  }

  /** All cases of a resource, oldest first. */
  public List<Case> byResource(String arn) {
    return index(Keys.BY_RESOURCE, "gsi2pk", "RES#" + arn);
  }

  /**
   * What stands by a tag of its resource, as the latest cases say, as exemptions to be listed:
   * nobody gave them, and they end when the tag is taken away.
   */
  public List<Exemption> exemptByTag() {
    return byState(CaseState.EXEMPT).stream()
        .filter(item -> item.decision().because().getFirst().startsWith(Decision.BY_TAG))
        .filter(item ->
            byResource(item.resource().arn()).stream()
                .filter(one -> one.control().equals(item.control()))
                .reduce((one, later) -> later)
                .filter(latest -> latest.id().equals(item.id()))
                .isPresent())
        .map(CaseBook::byTag)
        .toList();
  }

  private static Exemption byTag(Case item) {
    return new Exemption(
        "x-tag-" + item.id(),
        new Match(item.resource().arn(), item.control(), item.resource().account(), ""),
        item.decision().because().getFirst(),
        "whoever sets the tag",
        "policy (exemptions.tags)",
        item.openedAt(),
        UNTIL_IT_IS_GONE,
        item.id(),
        UNTIL_IT_IS_GONE);
  }

  /** All cases, in the order they were opened. */
  public List<Case> all() {
    return Arrays.stream(CaseState.values())
        .flatMap(state -> byState(state).stream())
        .sorted(Comparator.comparing(Case::openedAt).thenComparing(Case::id))
        .toList();
  }

  /** How an event ended, per domain that looked at it. */
  public List<EventEnd> endings(String happening) {
    return partition("EVENT#" + happening).map(item -> Items.read(item, EventEnd.class)).toList();
  }

  /**
   * Records a person's decision on a case.
   *
   * @throws IllegalStateException saying why the person may not decide, or not any more
   */
  public Case decide(String caseId, Approval approval, People people) {
    Case item =
        find(caseId).orElseThrow(() -> new IllegalStateException("there is no case " + caseId));
    if (item.state() != CaseState.AWAITING_APPROVAL) {
      throw new IllegalStateException(
          caseId + " is " + item.state() + ", so there is nothing to decide");
    }
    if (!approval.planHash().equals(item.proposal().hash())) {
      throw new IllegalStateException(caseId + " has another plan by now; look at it again");
    }
    if (approval.yes()) {
      selfApproval(item, approval.person(), people)
          .ifPresent(reason -> {
            throw new IllegalStateException(reason);
          });
    }
    Case decided = item.decided(approval);
    save(decided);
    return decided;
  }

  /** Why somebody may not approve a case's fix or exempt its finding: it is their own change. */
  public static Optional<String> selfApproval(Case item, String person, People people) {
    boolean named = !item.origin().person().isEmpty() && item.origin().person().equals(person);
    boolean behind = people.behind(item.origin().actor().principal()).equals(person);
    return (named || behind) && !item.isOwnWish()
        ? Optional.of(
            person + " made the change and can't approve its fix or exempt it; ask somebody else")
        : Optional.empty();
  }

  private void save(Case next) {
    var place = store.standing(next.resource()).of(next.control());
    store.save(new Write(next, place.with(next), null, null));
  }

  /** The freeze in force, or empty. */
  public Optional<Freeze> freeze() {
    return store.freeze();
  }

  /** All exemptions that are not over. */
  public List<Exemption> exemptions() {
    return store.exemptions();
  }

  /** Stops all writes that have not begun. Those that have drain: see {@link #leases}. */
  public Freeze freeze(String by, String reason) {
    Freeze freeze = new Freeze(by, reason, clock.instant());
    Map<String, AttributeValue> item = new HashMap<>(Keys.freeze());
    item.put(Keys.DOC, text(Items.write(freeze)));
    dynamo.putItem(b -> b.tableName(table).item(item));
    return freeze;
  }

  /** Lifts the freeze; nothing happens where there is none. */
  public void unfreeze() {
    Map<String, AttributeValue> item = new HashMap<>(Keys.freeze());
    item.put(Keys.LIFTED, text(clock.instant().toString()));
    dynamo.putItem(b -> b.tableName(table).item(item));
  }

  /** How many cases are being applied right now, by a consistent read. */
  public long leases() {
    Instant now = clock.instant();
    return partition("FREEZE")
        .filter(item -> Keys.of(item, Keys.SK).s().startsWith("LEASE#"))
        .filter(item -> Long.parseLong(Keys.of(item, "until").n()) > now.toEpochMilli())
        .count();
  }

  private Stream<Map<String, AttributeValue>> partition(String pk) {
    return dynamo
        .queryPaginator(b ->
            b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text(pk))))
        .items()
        .stream();
  }

  private List<Case> index(String index, String attribute, String value) {
    return dynamo
        .queryPaginator(b ->
            b.tableName(table)
                .indexName(index)
                .keyConditionExpression(attribute + " = :value")
                .expressionAttributeValues(Map.of(":value", text(value))))
        .items()
        .stream()
        .map(Items::toCase)
        .toList();
  }
}
