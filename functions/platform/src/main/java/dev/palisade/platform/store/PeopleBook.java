package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What people do beside deciding on cases, in the case table: exemptions, the freeze, the journal.
 * Whatever changes something is written together with its journal entry, in one transaction.
 */
public final class PeopleBook {

  /** Ended exemptions stay readable for as long as a late event may still ask for them. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final DynamoDbClient dynamo;
  private final String table;
  private final List<Exemption> builtIn;

  /** The book over a table. */
  public PeopleBook(DynamoDbClient dynamo, String table) {
    this(dynamo, table, List.of());
  }

  /**
   * The book over a table, with exemptions that come with Palisade itself.
   *
   * @param builtIn see {@code BuiltInExemptions}
   */
  public PeopleBook(DynamoDbClient dynamo, String table, List<Exemption> builtIn) {
    this.builtIn = List.copyOf(builtIn);
    this.dynamo = dynamo;
    this.table = table;
  }

  /** Writes an entry that goes with nothing else. */
  public void note(JournalEntry entry) {
    dynamo.putItem(b -> b.tableName(table).item(item(entry)));
  }

  /** Writes an entry that goes with nothing else, unless it is there; whether it was not. */
  public boolean noteOnce(JournalEntry entry) {
    try {
      dynamo.putItem(b ->
          b.tableName(table).item(item(entry)).conditionExpression("attribute_not_exists(pk)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** The entries of a UTC day, {@code 2026-11-25}, oldest first. */
  public List<JournalEntry> journal(String day) {
    return query("JOURNAL#" + day).stream()
        .map(item -> Items.read(item, JournalEntry.class))
        .toList();
  }

  /** Puts an exemption into force, or another end on it. */
  public void put(Exemption exemption, JournalEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.exemption(exemption.id()));
    item.put(Keys.DOC, text(Items.write(exemption)));
    item.put(Keys.EXPIRES, number(exemption.until().plus(KEPT).getEpochSecond()));
    write(item(entry), put(item), KnownExemptions.changed(table));
  }

  /** All exemptions that are not long over. */
  public List<Exemption> exemptions() {
    return Stream.concat(
            builtIn.stream(),
            query(Keys.EXEMPTIONS).stream().map(item -> Items.read(item, Exemption.class)))
        .toList();
  }

  /** An exemption by its id. */
  public Optional<Exemption> exemption(String id) {
    return found(Keys.exemption(id)).map(item -> Items.read(item, Exemption.class));
  }

  /** Stops all writes that have not begun. */
  public void freeze(Freeze freeze, JournalEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.freeze());
    item.put(Keys.DOC, text(Items.write(freeze)));
    write(item(entry), put(item));
  }

  /** Lifts the freeze; nothing happens where there is none. */
  public void unfreeze(JournalEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.freeze());
    item.put(Keys.LIFTED, text(entry.at().toString()));
    write(item(entry), put(item));
  }

  /** Keeps where the approval of a case goes on, over an earlier token. */
  public void keepToken(String caseId, String token, Instant until) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.token(caseId));
    item.put("token", text(token));
    item.put(Keys.EXPIRES, number(until.plus(KEPT).getEpochSecond()));
    dynamo.putItem(b -> b.tableName(table).item(item));
  }

  /** Where the approval of a case goes on; empty where nothing waits. */
  public Optional<String> token(String caseId) {
    return found(Keys.token(caseId)).map(item -> Keys.of(item, "token").s());
  }

  private void write(Map<String, AttributeValue> entry, TransactWriteItem... changes) {
    List<TransactWriteItem> all =
        Stream.concat(Arrays.stream(changes), Stream.of(put(entry))).toList();
    dynamo.transactWriteItems(b -> b.transactItems(all));
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(b -> b.tableName(table).item(item)).build();
  }

  private static Map<String, AttributeValue> item(JournalEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.journal(entry));
    item.put(Keys.DOC, text(Items.write(entry)));
    return item;
  }

  private Optional<Map<String, AttributeValue>> found(Map<String, AttributeValue> key) {
    return Optional.of(dynamo.getItem(b -> b.tableName(table).key(key).consistentRead(true)).item())
        .filter(item -> !item.isEmpty());
  }

  private List<Map<String, AttributeValue>> query(String pk) {
    return dynamo
        .queryPaginator(b ->
            b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text(pk))))
        .items()
        .stream()
        .toList();
  }
}
