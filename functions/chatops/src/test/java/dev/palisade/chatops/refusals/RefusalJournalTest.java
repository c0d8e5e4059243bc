package dev.palisade.chatops.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.chatops.Emulator;
import dev.palisade.chatops.refusals.RefusalCounts.Refused;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.platform.store.PeopleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** From the ingress's counts to one entry a minute and reason, in the local AWS's tables. */
class RefusalJournalTest {

  private static final Instant MINUTE = Instant.parse("2026-11-25T14:03:00Z");

  private final DynamoDbClient dynamo = Emulator.client(DynamoDbClient.builder());
  private final String replays = table("pk");
  private final RefusalCounts counts = new RefusalCounts(dynamo, replays);
  private final PeopleBook book = new PeopleBook(dynamo, table("pk", "sk"));

  @Test
  void aFloodIsOneEntryAMinuteAndReason() {
    IntStream.range(0, 250)
        .parallel()
        .forEach(i -> counts.add(Refusal.FORGED, MINUTE.plusMillis(i * 200)));
    counts.add(Refusal.LATE, MINUTE.plusSeconds(59));
    counts.add(Refusal.FORGED, MINUTE.plusSeconds(60));

    assertThat(dynamo.scan(b -> b.tableName(replays)).items()).hasSize(3);
    assertThat(bring(Duration.ofMinutes(3))).isEqualTo(3);
    assertThat(book.journal("2026-11-25"))
        .allMatch(JournalEntry::isIntact)
        .allMatch(entry -> entry.kind() == JournalEntry.Kind.REFUSED)
        .extracting(entry -> entry.at() + " " + entry.note().split(":")[0])
        .containsExactlyInAnyOrder(
            MINUTE + " 250 requests in this minute",
            MINUTE + " 1 requests in this minute",
            MINUTE.plusSeconds(60) + " 1 requests in this minute");
  }

  @Test
  void aMinuteIsTakenOnceItCanGrowNoMoreAndOnlyOnce() {
    counts.add(Refusal.REPLAYED, MINUTE);

    assertThat(bring(Duration.ofSeconds(89))).isZero();
    assertThat(bring(Duration.ofSeconds(90))).isEqualTo(1);
    assertThat(bring(Duration.ofSeconds(95))).isZero();
    assertThat(book.journal("2026-11-25")).hasSize(1);
  }

  @Test
  void whatWasMissedIsFoundForTwoHours() {
    counts.add(Refusal.STRANGER, MINUTE);

    assertThat(counts.between(MINUTE, MINUTE.plusSeconds(1)))
        .isEqualTo(List.of(new Refused(MINUTE, Refusal.STRANGER, 1)));
    assertThat(bring(Duration.ofMinutes(120))).isEqualTo(1);
  }

  private int bring(Duration later) {
    return new RefusalJournal(counts, book, () -> MINUTE.plus(later)).bring();
  }

  private String table(String... keys) {
    String name = "refusals-" + UUID.randomUUID();
    List<KeySchemaElement> schema =
        IntStream.range(0, keys.length)
            .mapToObj(i ->
                KeySchemaElement.builder()
                    .attributeName(keys[i])
                    .keyType(i == 0 ? KeyType.HASH : KeyType.RANGE)
                    .build())
            .toList();
    List<AttributeDefinition> attributes =
        schema.stream()
            .map(key ->
                AttributeDefinition.builder()
                    .attributeName(key.attributeName())
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .toList();
    dynamo.createTable(b ->
        b.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema)
            .attributeDefinitions(attributes));
    return name;
  }
}
