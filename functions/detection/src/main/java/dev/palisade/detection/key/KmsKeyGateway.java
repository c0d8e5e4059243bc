package dev.palisade.detection.key;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.detection.key.Key.About;
import dev.palisade.detection.key.Key.Rotation;
import dev.palisade.detection.key.KeyChange.CancelKeyDeletion;
import dev.palisade.detection.key.KeyChange.DisableKey;
import dev.palisade.detection.key.KeyChange.DisableKeyRotation;
import dev.palisade.detection.key.KeyChange.EnableKey;
import dev.palisade.detection.key.KeyChange.EnableKeyRotation;
import dev.palisade.detection.key.KeyChange.ScheduleKeyDeletion;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.Tag;

/** KMS keys by the SDK. */
public final class KmsKeyGateway implements Gateway<Key, KeyChange> {

  private static final int MIN_DAYS = 7;
  private static final int MAX_DAYS = 30;

  private final KmsClient kms;
  private final String account;
  private final String region;
  private final Clock clock;

  /** A gateway for the session's account and region. */
  public KmsKeyGateway(AwsSession session) {
    this(session, Clock.systemUTC());
  }

  KmsKeyGateway(AwsSession session, Clock clock) {
    this.kms = session.client(KmsClient.builder());
    this.account = session.account();
    this.region = session.region();
    this.clock = clock;
  }

  @Override
  public Key read(ResourceRef ref, Set<Facet> facets) {
    About about = null;
    if (facets.contains(KeyFacet.ABOUT) || facets.contains(KeyFacet.ROTATION)) {
      Optional<About> described = about(ref);
      if (described.isEmpty()) {
        return Key.GONE;
      }
      about = described.get();
    }
    Rotation rotation =
        about != null && facets.contains(KeyFacet.ROTATION) && asksForRotation(about)
            ? rotation(ref)
            : null;
    if (!facets.contains(KeyFacet.TAGS)) {
      return new Key(true, about, rotation, Map.of());
    }
    About seen = about;
    return tags(ref).map(tags -> new Key(true, seen, rotation, tags)).orElse(Key.GONE);
  }

  // Keys that are about to be deleted, or wait for their material, refuse the question.
  private static boolean asksForRotation(About about) {
    return about.rotatable()
        && (about.keyState().equals(Key.ENABLED) || about.keyState().equals(Key.DISABLED));
  }

  private Optional<About> about(ResourceRef ref) {
    return find(ref, "DescribeKey", () -> kms.describeKey(r -> r.keyId(ref.id())).keyMetadata())
        .map(KmsKeyGateway::about);
  }

  private static About about(KeyMetadata key) {
    return new About(
        key.keyManagerAsString(),
        key.originAsString(),
        key.keySpecAsString(),
        Boolean.TRUE.equals(key.multiRegion())
            && key.multiRegionConfiguration() != null
            && key.multiRegionConfiguration().multiRegionKeyType() == MultiRegionKeyType.REPLICA,
        key.keyStateAsString(),
        key.deletionDate());
  }

  private @Nullable Rotation rotation(ResourceRef ref) {
    GetKeyRotationStatusResponse status =
        AwsCall.on(
            ref, "GetKeyRotationStatus", () -> kms.getKeyRotationStatus(r -> r.keyId(ref.id())));
    return Boolean.TRUE.equals(status.keyRotationEnabled())
        ? new Rotation(true, status.rotationPeriodInDays())
        : Rotation.OFF;
  }

  private Optional<Map<String, String>> tags(ResourceRef ref) {
    return find(
        ref,
        "ListResourceTags",
        () ->
            kms.listResourceTagsPaginator(r -> r.keyId(ref.id())).tags().stream()
                .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue)));
  }

  private static <T> Optional<T> find(ResourceRef ref, String name, Supplier<T> call) {
    return AwsCall.find(ref, name, call, "NotFoundException");
  }

  @Override
  public void execute(ResourceRef ref, KeyChange change) {
    String key = ref.id();
    AwsCall.on(
        ref,
        change.call().event(),
        () ->
            switch (change) {
              case CancelKeyDeletion ignored -> kms.cancelKeyDeletion(r -> r.keyId(key));
              case ScheduleKeyDeletion again ->
                  kms.scheduleKeyDeletion(
                      r -> r.keyId(key).pendingWindowInDays(window(again.deletion())));
              case EnableKey ignored -> kms.enableKey(r -> r.keyId(key));
              case DisableKey ignored -> kms.disableKey(r -> r.keyId(key));
              case EnableKeyRotation rotate ->
                  kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(rotate.days()));
              case DisableKeyRotation ignored -> kms.disableKeyRotation(r -> r.keyId(key));
            });
  }

  /** The days until the old date, never sooner, as many as KMS takes; 30 where it was not known. */
  private int window(@Nullable Instant deletion) {
    if (deletion == null) {
      return MAX_DAYS;
    }
    Duration left = Duration.between(clock.instant(), deletion);
    long days = left.plusDays(1).minusNanos(1).toDays();
    return (int) Math.clamp(days, MIN_DAYS, MAX_DAYS);
  }

  @Override
  public Stream<ResourceRef> list() {
    return kms.listKeysPaginator().keys().stream()
        .map(entry -> Key.TYPE.ref(account, region, entry.keyId()));
  }
}
