package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.people.Exemption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The exemptions, kept in memory between events. Whoever gives or ends one counts a revision up in
 * the same transaction; the transaction that begins a case checks that the revision is the one that
 * the decision rested on. So a fix need not ask for them, and none slips past one.
 */
final class KnownExemptions {

  private static final String COUNT = "writes";

  private final DynamoDbClient dynamo;
  private final String table;
  private final List<Exemption> builtIn;
  private @Nullable Read last;

  KnownExemptions(DynamoDbClient dynamo, String table, List<Exemption> builtIn) {
    this.dynamo = dynamo;
    this.table = table;
    this.builtIn = List.copyOf(builtIn);
  }

  private record Read(long revision, List<Exemption> exemptions) {}

  /** As they were when they were last read. */
  synchronized List<Exemption> known() {
    return last == null ? now() : last.exemptions();
  }

  /** As they are. */
  synchronized List<Exemption> now() {
    // The revision first: what is given between the two reads is then found out when a case begins.
    long revision = revision();
    if (last == null || last.revision() != revision) {
      last = new Read(revision, read());
    }
    return last.exemptions();
  }

  /** They are others than was thought: the next who asks reads them. */
  synchronized void forget() {
    last = null;
  }

  /** A condition that they are still as known; empty where no decision rested on them. */
  synchronized Optional<TransactWriteItem> unchanged() {
    return Optional.ofNullable(last).map(Read::revision).map(this::unchangedSince);
  }

  private TransactWriteItem unchangedSince(long revision) {
    return TransactWriteItem.builder()
        .conditionCheck(b -> {
          b.tableName(table).key(Keys.exemptionsRevision());
          if (revision == 0) {
            b.conditionExpression("attribute_not_exists(pk)");
          } else {
            b.conditionExpression(COUNT + " = :known")
                .expressionAttributeValues(Map.of(":known", number(revision)));
          }
        })
        .build();
  }

  /** What goes into every transaction that gives or ends an exemption. */
  static TransactWriteItem changed(String table) {
    return TransactWriteItem.builder()
        .update(b ->
            b.tableName(table)
                .key(Keys.exemptionsRevision())
                .updateExpression("ADD " + COUNT + " :one")
                .expressionAttributeValues(Map.of(":one", number(1))))
        .build();
  }

  private long revision() {
    Map<String, AttributeValue> item =
        dynamo
            .getItem(b -> b.tableName(table).key(Keys.exemptionsRevision()).consistentRead(true))
            .item();
    return item.isEmpty() ? 0 : Long.parseLong(Keys.of(item, COUNT).n());
  }

  private List<Exemption> read() {
    Stream<Exemption> given =
        dynamo
            .queryPaginator(b ->
                b.tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text(Keys.EXEMPTIONS))))
            .items()
            .stream()
            .map(item -> Items.read(item, Exemption.class));
    return Stream.concat(builtIn.stream(), given).toList();
  }
}
