package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.audit.Digest;
import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.ticket.FiledTicket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table's side of tickets: one item per case, and one per finding that names the case whose
 * ticket is the finding's. All their partition keys begin with {@code TICKET#}, so that the role of
 * the tickets' function can be held to them.
 */
public final class TicketBook {

  private static final String HOLDER = "holder";

  private final DynamoDbClient dynamo;
  private final String table;

  /** The book over the table. */
  public TicketBook(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** What is known of a case's ticket; a consistent read. */
  public Optional<FiledTicket> of(String caseId) {
    return item(Keys.ofTicket(caseId)).map(found -> Items.read(found, FiledTicket.class));
  }

  /**
   * Writes a case's ticket over the version it was read as.
   *
   * @return what was written
   * @throws ContendedException if somebody else wrote first
   */
  public FiledTicket save(FiledTicket next) {
    FiledTicket written = next.written();
    Map<String, AttributeValue> item = new HashMap<>(Keys.ofTicket(next.caseId()));
    item.put(Keys.DOC, text(Items.write(written)));
    item.put(Keys.VERSION, number(written.version()));
    try {
      if (next.version() == 0) {
        dynamo.putItem(
            b -> b.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
      } else {
        dynamo.putItem(b ->
            b.tableName(table)
                .item(item)
                .conditionExpression("version = :read")
                .expressionAttributeValues(Map.of(":read", number(next.version()))));
      }
      return written;
    } catch (ConditionalCheckFailedException e) {
      throw new ContendedException("the ticket of " + next.caseId() + " was written by another");
    }
  }

  /** The case whose ticket is the finding's, or empty; a consistent read. */
  public Optional<String> holder(String control, ResourceRef ref) {
    return item(finding(control, ref)).map(found -> Keys.of(found, HOLDER).s());
  }

  /**
   * Makes a case's ticket the finding's, unless another case's is.
   *
   * @param instead the case that may be replaced, since its ticket is closed; empty for none
   * @return the case whose ticket is the finding's from now on
   */
  public String hold(String control, ResourceRef ref, String caseId, String instead) {
    Map<String, AttributeValue> item = new HashMap<>(finding(control, ref));
    item.put(HOLDER, text(caseId));
    try {
      dynamo.putItem(b ->
          b.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(pk) OR holder IN (:own, :instead)")
              .expressionAttributeValues(Map.of(":own", text(caseId), ":instead", text(instead)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return caseId;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem()
          ? Keys.of(e.item(), HOLDER).s()
          : holder(control, ref)
              .orElseThrow(() -> new ContendedException("who has the ticket of " + ref));
    }
  }

  private static Map<String, AttributeValue> finding(String control, ResourceRef ref) {
    return Keys.key("TICKET#" + Digest.of(control, ref.arn()).substring(0, 32), "FINDING");
  }

  private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    return Optional.of(dynamo.getItem(b -> b.tableName(table).key(key).consistentRead(true)).item())
        .filter(found -> !found.isEmpty());
  }
}
