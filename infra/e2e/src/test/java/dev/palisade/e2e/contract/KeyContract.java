package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palisade.core.resource.ResourceRef;
import dev.palisade.detection.key.Key;
import dev.palisade.detection.key.Key.About;
import dev.palisade.detection.key.KeyChange;
import dev.palisade.detection.key.KeyChange.CancelKeyDeletion;
import dev.palisade.detection.key.KeyChange.DisableKey;
import dev.palisade.detection.key.KeyChange.DisableKeyRotation;
import dev.palisade.detection.key.KeyChange.EnableKey;
import dev.palisade.detection.key.KeyChange.EnableKeyRotation;
import dev.palisade.detection.key.KeyChange.ScheduleKeyDeletion;
import dev.palisade.detection.key.KeyFacet;
import dev.palisade.detection.key.KmsKeyGateway;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;

/** {@link KmsKeyGateway} and each {@link KeyChange}. */
abstract class KeyContract extends GatewayContract<Key, KeyChange> {

  /** Of a key that is to be deleted, KMS does not say whether it rotates. */
  private static final Set<KeyFacet> WITHOUT_ROTATION = Set.of(KeyFacet.ABOUT, KeyFacet.TAGS);

  private final KmsClient kms;

  KeyContract(ContractAws aws) {
    super(aws, KmsKeyGateway::new, Set.of(KeyFacet.values()));
    this.kms = aws.client(KmsClient.builder());
  }

  @Override
  ResourceRef made() {
    Tag tag = Tag.builder().tagKey("owner").tagValue("contract").build();
    String id = kms.createKey(b -> b.tags(tag)).keyMetadata().keyId();
    return ref(ContractAws.REGION, id);
  }

  @Override
  ResourceRef absent() {
    return ref(ContractAws.REGION, UUID.randomUUID().toString());
  }

  private static ResourceRef ref(String region, String id) {
    return Key.TYPE.ref(ContractAws.MEMBER, region, id);
  }

  /** KMS counts the days of a deletion from the call on, so the moment is another each time. */
  @Override
  Object comparable(Key key) {
    About about = key.about();
    if (about == null || about.deletion() == null) {
      return key;
    }
    About dated =
        new About(
            about.manager(),
            about.origin(),
            about.spec(),
            about.replica(),
            about.keyState(),
            Instant.EPOCH);
    return new Key(key.exists(), dated, key.rotation(), key.tags());
  }

  @Test
  void newKeyIsReadAsKmsMakesIt() {
    Key key = read(made());
    About about = Objects.requireNonNull(key.about());
    assertThat(about)
        .isEqualTo(new About("CUSTOMER", "AWS_KMS", "SYMMETRIC_DEFAULT", false, "Enabled", null));
    assertThat(Objects.requireNonNull(key.rotation()).on()).isFalse();
    assertThat(key.tags()).isEqualTo(Map.of("owner", "contract"));
  }

  @Test
  void keyOfAnotherRegionIsNotThere() {
    ResourceRef here = made();
    String region = "eu-west-1";
    KmsKeyGateway there =
        new KmsKeyGateway(aws.session(region, aws.role(), ContractAws.EXTERNAL_ID));
    assertThat(there.read(ref(region, here.id()), Set.of(KeyFacet.ABOUT)).exists()).isFalse();
  }

  @Test
  void enableKey() {
    ResourceRef ref = made();
    kms.disableKey(b -> b.keyId(ref.id()));
    changesAndRestores(ref, new EnableKey());
  }

  @Test
  void disableKey() {
    changesAndRestores(made(), new DisableKey());
  }

  @Test
  void enableKeyRotation() {
    changesAndRestores(made(), new EnableKeyRotation(200));
  }

  @Test
  void disableKeyRotation() {
    ResourceRef ref = made();
    kms.enableKeyRotation(b -> b.keyId(ref.id()).rotationPeriodInDays(200));
    changesAndRestores(ref, new DisableKeyRotation(200));
  }

  @Test
  void cancelKeyDeletion() {
    ResourceRef ref = made();
    kms.scheduleKeyDeletion(b -> b.keyId(ref.id()).pendingWindowInDays(12));
    Instant date = deletion(ref);
    changesAndRestores(ref, WITHOUT_ROTATION, new CancelKeyDeletion("PendingDeletion", date));
    assertThat(deletion(ref)).isCloseTo(date, within(5, ChronoUnit.MINUTES));
  }

  @Test
  void scheduleKeyDeletion() {
    ResourceRef ref = made();
    kms.disableKey(b -> b.keyId(ref.id()));
    Instant date = Instant.now().plus(12, ChronoUnit.DAYS);
    changesAndRestores(ref, WITHOUT_ROTATION, new ScheduleKeyDeletion("PendingDeletion", date));
  }

  private Instant deletion(ResourceRef ref) {
    return Objects.requireNonNull(Objects.requireNonNull(read(ref).about()).deletion());
  }
}
