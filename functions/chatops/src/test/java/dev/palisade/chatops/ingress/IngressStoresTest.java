package dev.palisade.chatops.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.chatops.Emulator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The replay table and the signing secret, in the local AWS. */
class IngressStoresTest {

  @Test
  void ofManyAtOnceOneIsTheFirst() {
    DynamoDbClient dynamo = Emulator.client(DynamoDbClient.builder());
    String table = "replays-" + UUID.randomUUID();
    dynamo.createTable(b ->
        b.tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH))
            .attributeDefinitions(a -> a.attributeName("pk").attributeType(ScalarAttributeType.S)));
    DynamoReplays replays = new DynamoReplays(dynamo, table);
    Signature signature = new Signature(Signed.NOW, "ab".repeat(32));

    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .filter(i -> replays.isFirst(signature, Signed.NOW))
                .count())
        .isEqualTo(1);
    assertThat(replays.isFirst(new Signature(Signed.NOW, "cd".repeat(32)), Signed.NOW)).isTrue();
    assertThat(dynamo.scan(b -> b.tableName(table)).items())
        .allSatisfy(item ->
            assertThat(Long.parseLong(item.get("expiresAt").n()))
                .isGreaterThan(
                    Signed.NOW.plus(Signature.TOLERANCE.multipliedBy(2)).getEpochSecond()));
  }

  @Test
  void aNewSecretIsReadWithinAMinuteAndTheOneBeforeGoesOnForADay() {
    SecretsManagerClient manager = Emulator.client(SecretsManagerClient.builder());
    String name = "palisade/slack-signing-" + UUID.randomUUID();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    InstantSource clock = now::get;
    SigningSecrets secrets = new SigningSecrets(manager, name, clock);
    assertThatThrownBy(secrets::get).isInstanceOf(ResourceNotFoundException.class);

    manager.createSecret(b -> b.name(name).secretString("{\"signingSecret\":\"one\"}"));
    assertThat(secrets.get()).containsExactly("one");

    manager.putSecretValue(b -> b.secretId(name).secretString("{\"signingSecret\":\"two\"}"));
    assertThat(secrets.get()).containsExactly("one");
    now.updateAndGet(time -> time.plusSeconds(61));
    assertThat(secrets.get()).containsExactly("two", "one");

    now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
    assertThat(secrets.get()).isEqualTo(List.of("two"));
  }

  @Test
  void aSecretThatIsNoneIsNotQuoted() {
    SecretsManagerClient manager = Emulator.client(SecretsManagerClient.builder());
    String name = "palisade/slack-signing-" + UUID.randomUUID();
    manager.createSecret(b -> b.name(name).secretString("hunter2 is no JSON"));

    assertThatThrownBy(new SigningSecrets(manager, name, Instant::now)::get)
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .hasMessageNotContaining("hunter2");
  }
}
