package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.engine.TagSetter;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.policy.Limits;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.ScopeIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The case table in DynamoDB: conditional writes on versions, and one transaction for all that must
 * be true at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems</a>
 */
public final class DynamoCaseStore implements CaseStore, ScopeIndex {

  private static final int CONFLICT_TRIES = 6;

  /** Where an event's end stands in the transaction of {@link #save}. */
  private static final int END = 2;

  /**
   * Where the revision of the exemptions stands in the transaction of {@link #begin}, if at all.
   */
  private static final int EXEMPTIONS = 7;

  private final DynamoDbClient dynamo;
  private final String table;
  private final BacklogGuard backlog;
  private final EventEnds ends;
  private final KnownExemptions exemptions;

  /**
   * The store over a table.
   *
   * @param domain the domain whose writes the backlog guard counts
   * @param deployment changes with every upgrade
   */
  public DynamoCaseStore(DynamoDbClient dynamo, String table, String domain, String deployment) {
    this(dynamo, table, domain, deployment, List.of());
  }

  /**
   * The store over a table, with exemptions that come with Palisade itself.
   *
   * @param domain the domain whose writes the backlog guard counts
   * @param deployment changes with every upgrade
   * @param builtIn see {@code BuiltInExemptions}
   */
  public DynamoCaseStore(
      DynamoDbClient dynamo,
      String table,
      String domain,
      String deployment,
      List<Exemption> builtIn) {
    this.exemptions = new KnownExemptions(dynamo, table, builtIn);
    this.dynamo = dynamo;
    this.table = table;
    this.backlog = new BacklogGuard(dynamo, table, domain, deployment);
    this.ends = new EventEnds(dynamo, table);
  }

  @Override
  public Standing standing(ResourceRef ref) {
    return Items.toStanding(
        dynamo
            .query(b ->
                b.tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text("RES#" + ref.arn()))))
            .items());
  }

  @Override
  public Optional<Case> find(String id) {
    return item(Keys.ofCase(id)).map(Items::toCase);
  }

  @Override
  public Optional<Freeze> freeze() {
    return item(Keys.freeze())
        .filter(found -> !found.containsKey(Keys.LIFTED))
        .map(found -> Items.read(found, Freeze.class));
  }

  @Override
  public List<Exemption> exemptions() {
    return exemptions.now();
  }

  @Override
  public List<Exemption> knownExemptions() {
    return exemptions.known();
  }

  private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    return Optional.of(dynamo.getItem(b -> b.tableName(table).key(key).consistentRead(true)).item())
        .filter(found -> !found.isEmpty());
  }

  @Override
  public Admission begin(Write write, Limits limits, Instant now) {
    for (int attempt = 1; ; attempt++) {
      try {
        transact(beginning(write, limits, now));
        backlog.passed();
        return Admission.ADMITTED;
      } catch (TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        if (failed(reasons, 0)) {
          return Admission.FROZEN;
        }
        if (failed(reasons, 1) || failed(reasons, 2) || attempt == CONFLICT_TRIES) {
          throw new ContendedException("case " + write.next().id() + " was written by another");
        }
        if (failed(reasons, 4)) {
          return Admission.ACCOUNT_LIMIT;
        }
        if (failed(reasons, 5)) {
          return Admission.CONTROL_LIMIT;
        }
        if (failed(reasons, EXEMPTIONS)) {
          exemptions.forget();
          throw new ExemptionsChangedException();
        }
        if (failed(reasons, 6) && backlog.refused(limits, now)) {
          return Admission.BACKLOG;
        }
      }
    }
  }

  // The order is what begin() reads the cancellation reasons by.
  private List<TransactWriteItem> beginning(Write write, Limits limits, Instant now) {
    Case next = write.next();
    String hour = now.truncatedTo(ChronoUnit.HOURS).toString();
    List<TransactWriteItem> items = new ArrayList<>();
    Collections.addAll(
        items,
        TransactWriteItem.builder()
            .conditionCheck(b ->
                b.tableName(table)
                    .key(Keys.freeze())
                    .conditionExpression("attribute_not_exists(pk) OR attribute_exists(lifted)"))
            .build(),
        putCase(next),
        putStanding(write),
        put(Items.ofLease(next, Objects.requireNonNull(next.lease()))),
        count("RATE#" + next.resource().account(), hour, limits.writesPerAccount(), now),
        count("RATE#" + next.control(), hour, limits.writesPerControl(), now),
        backlog.update(limits, now));
    exemptions.unchanged().ifPresent(items::add);
    return items;
  }

  @Override
  public void save(Write write) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(putCase(write.next()));
    items.add(putStanding(write));
    EventEnd end = write.event();
    if (end != null) {
      items.add(put(ends.first(end)));
    }
    if (write.next().lease() == null) {
      // Over, not deleted: the function has no right to delete anything from the table.
      items.add(put(Items.ofLease(write.next(), Instant.EPOCH)));
    }
    if (write.baseline() != null) {
      items.add(put(Items.ofBaseline(write.next().resource().arn(), write.baseline())));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        transact(items);
        return;
      } catch (TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        if (failed(reasons, 0) || failed(reasons, 1) || attempt == CONFLICT_TRIES) {
          throw new ContendedException("case " + write.next().id() + " was written by another");
        }
        if (end != null && failed(reasons, END)) {
          items.set(END, put(ends.joined(end)));
        }
      }
    }
  }

  @Override
  public void ended(EventEnd end) {
    ends.note(end);
  }

  @Override
  public void noteTag(ResourceRef ref, TagSetter setter) {
    TagNotes.note(dynamo, table, ref, setter);
  }

  @Override
  public void keepBaseline(ResourceRef ref, JsonNode state) {
    dynamo.putItem(b -> b.tableName(table).item(Items.ofBaseline(ref.arn(), state)));
  }

  @Override
  public boolean add(String arn, String why) {
    Map<String, AttributeValue> before =
        dynamo
            .updateItem(b ->
                b.tableName(table)
                    .key(Keys.scope(arn))
                    .updateExpression("SET why = if_not_exists(why, :why)")
                    .expressionAttributeValues(Map.of(":why", text(why)))
                    .returnValues("ALL_OLD"))
            .attributes();
    return before == null || before.isEmpty();
  }

  private void transact(List<TransactWriteItem> items) {
    dynamo.transactWriteItems(b -> b.transactItems(items));
  }

  private static boolean failed(List<CancellationReason> reasons, int index) {
    return reasons.size() > index && "ConditionalCheckFailed".equals(reasons.get(index).code());
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(b -> b.tableName(table).item(item)).build();
  }

  private static TransactWriteItem put(Put put) {
    return TransactWriteItem.builder().put(put).build();
  }

  private TransactWriteItem putCase(Case next) {
    return TransactWriteItem.builder()
        .put(b ->
            b.tableName(table)
                .item(Items.ofCase(next))
                .conditionExpression("attribute_not_exists(pk) OR version < :version")
                .expressionAttributeValues(Map.of(":version", number(next.version()))))
        .build();
  }

  private TransactWriteItem putStanding(Write write) {
    long expected = write.standing().version();
    return TransactWriteItem.builder()
        .put(b -> {
          b.tableName(table).item(Items.ofStanding(write.next(), write.standing()));
          if (expected == 0) {
            b.conditionExpression("attribute_not_exists(pk)");
          } else {
            b.conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", number(expected)));
          }
        })
        .build();
  }

  private TransactWriteItem count(String pk, String hour, int most, Instant now) {
    return TransactWriteItem.builder()
        .update(b ->
            b.tableName(table)
                .key(Keys.key(pk, hour))
                .updateExpression(
                    "SET writes = if_not_exists(writes, :none) + :one, expiresAt = :expires")
                .conditionExpression("attribute_not_exists(writes) OR writes < :most")
                .expressionAttributeValues(
                    Map.of(
                        ":none", number(0),
                        ":one", number(1),
                        ":most", number(most),
                        ":expires", number(now.plus(Duration.ofDays(1)).getEpochSecond()))))
        .build();
  }
}
