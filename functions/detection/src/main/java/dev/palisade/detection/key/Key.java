package dev.palisade.detection.key;

import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one KMS key, as far as it was read: a facet that was not read is null.
 *
 * @param exists false when it is gone
 * @param about what it is and what condition it is in
 * @param rotation its automatic rotation; null also where the kind of key has none
 * @param tags its tags, empty for none or where they were not read
 */
public record Key(
    boolean exists, @Nullable About about, @Nullable Rotation rotation, Map<String, String> tags)
    implements ResourceState {

  /** Keys; a multi-Region replica is a key of its own region. */
  public static final ResourceType TYPE =
      ResourceType.of("AWS::KMS::Key", "arn:{partition}:kms:{region}:{account}:key/{id}");

  static final String ENABLED = "Enabled";
  static final String DISABLED = "Disabled";
  static final String PENDING_DELETION = "PendingDeletion";

  /** A multi-Region primary key that is scheduled for deletion and still has replicas. */
  static final String PENDING_REPLICAS = "PendingReplicaDeletion";

  static final Key GONE = new Key(false, null, null, Map.of());
  static final Key UNREAD = new Key(true, null, null, Map.of());

  /**
   * What KMS says of a key.
   *
   * @param manager {@code CUSTOMER} or {@code AWS}
   * @param origin {@code AWS_KMS}, {@code EXTERNAL} (imported), {@code AWS_CLOUDHSM} or {@code
   *     EXTERNAL_KEY_STORE}
   * @param spec {@code SYMMETRIC_DEFAULT}, {@code RSA_2048} …
   * @param replica whether it is a replica of a multi-Region key
   * @param keyState {@code Enabled}, {@code Disabled}, {@code PendingDeletion} …
   * @param deletion when it will be deleted; null where that is not scheduled or not yet known
   */
  public record About(
      String manager,
      String origin,
      String spec,
      boolean replica,
      String keyState,
      @Nullable Instant deletion) {

    boolean customers() {
      return manager.equals("CUSTOMER");
    }

    boolean leaving() {
      return keyState.equals(PENDING_DELETION) || keyState.equals(PENDING_REPLICAS);
    }

    /**
     * Whether KMS can rotate it by itself: symmetric, of KMS's own making. A replica follows its
     * primary key.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotation</a>
     */
    boolean rotatable() {
      return customers()
          && origin.equals("AWS_KMS")
          && spec.equals("SYMMETRIC_DEFAULT")
          && !replica;
    }

    About in(String state, @Nullable Instant deleted) {
      return new About(manager, origin, spec, replica, state, deleted);
    }
  }

  /**
   * Automatic rotation.
   *
   * @param on whether it is on
   * @param days the period, null where it is off
   */
  public record Rotation(boolean on, @Nullable Integer days) {

    static final Rotation OFF = new Rotation(false, null);
  }

  public Key {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  Key in(String state, @Nullable Instant deletion) {
    return new Key(exists, about == null ? null : about.in(state, deletion), rotation, tags);
  }

  Key withRotation(Rotation value) {
    return new Key(exists, about, value, tags);
  }
}
