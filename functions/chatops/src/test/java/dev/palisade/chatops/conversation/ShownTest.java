package dev.palisade.chatops.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.chatops.Emulator;
import dev.palisade.chatops.conversation.Chat.Place;
import dev.palisade.chatops.conversation.Shown.Claim;
import dev.palisade.chatops.conversation.Shown.Entry;
import dev.palisade.chatops.conversation.Shown.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What is promised of the memory of the chat: by the table, and by the one that tests use. */
class ShownTest {

  private static final Instant NOW = Samples.NOW;
  private static final Place PLACE = new Place("C0PALISADE", "1.1");

  static Stream<Named<Supplier<Shown>>> both() {
    return Stream.of(
        Named.of("in memory", MemoryShown::new), Named.of("in DynamoDB", ShownTest::inTable));
  }

  private static Shown inTable() {
    DynamoDbClient dynamo = Emulator.client(DynamoDbClient.builder());
    String table = "shown-" + UUID.randomUUID();
    dynamo.createTable(b ->
        b.tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(
                k -> k.attributeName("pk").keyType(KeyType.HASH),
                k -> k.attributeName("sk").keyType(KeyType.RANGE))
            .attributeDefinitions(
                a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                a -> a.attributeName("sk").attributeType(ScalarAttributeType.S)));
    return new DynamoShown(dynamo, table);
  }

  @ParameterizedTest
  @MethodSource("both")
  void oneWriterAtATimeAndNoVersionTwice(Supplier<Shown> made) {
    Shown shown = made.get();
    assertThat(shown.find("c-a")).isEmpty();
    assertThat(shown.claim("c-a", 2, NOW)).isEqualTo(new Claim.Mine(Entry.NONE));
    assertThat(shown.find("c-a")).isEmpty();
    assertThat(shown.claim("c-a", 3, NOW)).isInstanceOf(Claim.Busy.class);

    Entry two = new Entry(PLACE, 2, "");
    shown.written("c-a", two);
    assertThat(shown.find("c-a")).contains(two);
    assertThat(shown.claim("c-a", 2, NOW)).isEqualTo(new Claim.Current(two));
    assertThat(shown.claim("c-a", 1, NOW)).isEqualTo(new Claim.Current(two));
    assertThat(shown.claim("c-a", 3, NOW)).isEqualTo(new Claim.Mine(two));

    shown.release("c-a");
    assertThat(shown.claim("c-a", 3, NOW)).isEqualTo(new Claim.Mine(two));
  }

  @ParameterizedTest
  @MethodSource("both")
  void aLeaseRunsOutAndWhoeverHadItWritesOverNobody(Supplier<Shown> made) {
    Shown shown = made.get();
    assertThat(shown.claim("c-a", 2, NOW)).isInstanceOf(Claim.Mine.class);
    Instant later = NOW.plus(Shown.LEASE).plusMillis(1);
    assertThat(shown.claim("c-a", 3, later)).isInstanceOf(Claim.Mine.class);
    Entry three = new Entry(PLACE, 3, "d-C-1");
    shown.written("c-a", three);
    shown.written("c-a", new Entry(new Place("C", "9.9"), 2, ""));

    assertThat(shown.find("c-a")).contains(three);
  }

  @ParameterizedTest
  @MethodSource("both")
  void messagesAreCountedByMinuteAndChannel(Supplier<Shown> made) {
    Shown shown = made.get();
    assertThat(IntStream.range(0, 3).mapToLong(i -> shown.count("C1", NOW)).boxed())
        .containsExactly(1L, 2L, 3L);
    assertThat(shown.count("C2", NOW)).isEqualTo(1);
    assertThat(shown.count("C1", NOW.plus(Duration.ofMinutes(1)))).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("both")
  void aRequestIsDoneOnce(Supplier<Shown> made) {
    Shown shown = made.get();
    assertThat(shown.isDone("r")).isFalse();
    shown.done("r", NOW);
    assertThat(shown.isDone("r")).isTrue();
    assertThat(shown.isDone("other")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("both")
  void aStormHasOneDigestWithALinePerCase(Supplier<Shown> made) {
    Shown shown = made.get();
    String digest = shown.digest("C1", NOW);
    assertThat(shown.digest("C1", NOW.plusSeconds(59))).isEqualTo(digest);
    assertThat(shown.digest("C2", NOW)).isNotEqualTo(digest);

    Line one = new Line("c-a", "AWAITING_APPROVAL", "HIGH", "S3.PublicAccess", "arn:a", 2);
    Line other = new Line("c-b", "VERIFIED", "LOW", "EC2.OpenPorts", "arn:b", 5);
    Line later = new Line("c-a", "DENIED", "HIGH", "S3.PublicAccess", "arn:a", 3);
    shown.line(digest, one, NOW);
    shown.line(digest, other, NOW);
    shown.line(digest, later, NOW);
    shown.line(digest, one, NOW);

    assertThat(shown.lines(digest)).containsExactlyInAnyOrder(later, other);
    assertThat(shown.lines("d-none-1")).isEmpty();
  }
}
