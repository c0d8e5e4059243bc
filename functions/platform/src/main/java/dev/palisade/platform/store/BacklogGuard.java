package dev.palisade.platform.store;

import static dev.palisade.platform.store.Keys.number;
import static dev.palisade.platform.store.Keys.text;

import dev.palisade.core.policy.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The backlog guard: after a gap, or after an upgrade, the writes of the first day are counted, and
 * beyond a floor Palisade only observes. A job that was broken and then repaired must not make a
 * week's changes at once.
 *
 * <p>The item holds {@code deployment}, {@code seen} (last write, epoch seconds), {@code until}
 * (end of the watch) and {@code writes} (counted in it). An instance remembers which of the two
 * updates applies, so that a write needs no read of its own.
 */
final class BacklogGuard {

  private static final Duration WATCH = Duration.ofDays(1);

  private final DynamoDbClient dynamo;
  private final String table;
  private final String domain;
  private final String deployment;
  private volatile @Nullable Stance stance;

  /** What the guard does with writes now. */
  private enum Stance {
    /** A usual day: writes are noted. */
    USUAL,
    /** A watch is on: writes are counted against the floor. */
    WATCHING,
    /** A gap or an upgrade was found: a watch begins with this write. */
    BEGINNING
  }

  BacklogGuard(DynamoDbClient dynamo, String table, String domain, String deployment) {
    this.dynamo = dynamo;
    this.table = table;
    this.domain = domain;
    this.deployment = deployment;
  }

  /** The update that belongs into the transaction of a write. */
  TransactWriteItem update(Limits limits, Instant now) {
    Stance known = stance;
    Stance current = known == null ? look(limits, now) : known;
    stance = current;
    return switch (current) {
      case USUAL ->
          item(
              "SET seen = :now",
              "deployment = :deployment AND seen > :gap AND #until <= :now",
              values(limits, now, ":deployment", ":now", ":gap"));
      case WATCHING ->
          item(
              "SET seen = :now, writes = writes + :one",
              "deployment = :deployment AND #until > :now AND writes < :most",
              values(limits, now, ":deployment", ":now", ":one", ":most"));
      case BEGINNING ->
          item(
              "SET seen = :now, writes = :one, deployment = :deployment, #until = :end",
              "attribute_not_exists(pk) OR deployment <> :deployment OR seen <= :gap",
              values(limits, now, ":deployment", ":now", ":one", ":gap", ":end"));
    };
  }

  /** After its update went through: a watch that began goes on. */
  void passed() {
    if (stance == Stance.BEGINNING) {
      stance = Stance.WATCHING;
    }
  }

  /**
   * After its condition failed: looks again.
   *
   * @return true if the floor is reached and nothing may be written; false to try again
   */
  boolean refused(Limits limits, Instant now) {
    Stance before = stance;
    Stance next = look(limits, now);
    stance = next;
    return before == Stance.WATCHING && next == Stance.WATCHING;
  }

  private Stance look(Limits limits, Instant now) {
    Map<String, AttributeValue> item =
        dynamo
            .getItem(b ->
                b.tableName(table)
                    .key(Keys.key("BACKLOG#" + domain, "BACKLOG"))
                    .consistentRead(true))
            .item();
    if (item.isEmpty()
        || !Keys.of(item, "deployment").s().equals(deployment)
        || epoch(item, "seen") <= gap(limits, now)) {
      return Stance.BEGINNING;
    }
    return epoch(item, "until") > now.getEpochSecond() ? Stance.WATCHING : Stance.USUAL;
  }

  private static long epoch(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(Keys.of(item, name).n());
  }

  private static long gap(Limits limits, Instant now) {
    return now.minus(Duration.ofHours(limits.gapHours())).getEpochSecond();
  }

  private Map<String, AttributeValue> values(Limits limits, Instant now, String... wanted) {
    Map<String, AttributeValue> all =
        Map.of(
            ":deployment", text(deployment),
            ":now", number(now.getEpochSecond()),
            ":gap", number(gap(limits, now)),
            ":one", number(1),
            ":most", number(limits.backlogWrites()),
            ":end", number(now.plus(WATCH).getEpochSecond()));
    Map<String, AttributeValue> chosen = new HashMap<>();
    for (String name : wanted) {
      chosen.put(name, all.get(name));
    }
    return chosen;
  }

  private TransactWriteItem item(
      String update, String condition, Map<String, AttributeValue> values) {
    Update.Builder built =
        Update.builder()
            .tableName(table)
            .key(Keys.key("BACKLOG#" + domain, "BACKLOG"))
            .updateExpression(update)
            .conditionExpression(condition)
            .expressionAttributeValues(values);
    if ((update + condition).contains("#until")) {
      built.expressionAttributeNames(Map.of("#until", "until"));
    }
    return TransactWriteItem.builder().update(built.build()).build();
  }
}
