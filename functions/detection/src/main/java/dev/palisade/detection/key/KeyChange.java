package dev.palisade.detection.key;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import dev.palisade.detection.key.Key.Rotation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that Palisade makes on KMS keys, as data.
 *
 * <p>Bringing a key back widens nothing: who may use it is said by its key policy and grants, which
 * none of these changes touches, and a key that is gone or off protects no data but holds it to
 * ransom. Taking a key away again is the dangerous way, so those changes count as widening, and
 * only the restore role may make them, when a person undoes. That a key may have been disabled to
 * stop its use is for the control to ask about.
 */
public sealed interface KeyChange extends Change<Key, KeyChange> {

  /**
   * Cancels the deletion, which leaves the key disabled.
   *
   * @param before {@code PendingDeletion} or {@code PendingReplicaDeletion}
   * @param deletion when it was to be deleted; null where that was not known yet
   */
  record CancelKeyDeletion(String before, @Nullable Instant deletion) implements KeyChange {

    @Override
    public Call call() {
      return KeyCalls.CANCEL_DELETION;
    }

    @Override
    public Key applyTo(Key key) {
      return key.in(Key.DISABLED, null);
    }

    @Override
    public Optional<KeyChange> inverse() {
      return Optional.of(new ScheduleKeyDeletion(before, deletion));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "cancel the deletion of the key";
    }

    @Override
    public @Nullable Object after() {
      return Key.DISABLED;
    }
  }

  /**
   * Schedules the deletion again: only ever an undo. KMS counts in whole days, seven at least and
   * thirty at most, from now on.
   *
   * @param after the state it leads to
   * @param deletion when it was to be deleted before
   */
  record ScheduleKeyDeletion(String after, @Nullable Instant deletion) implements KeyChange {

    @Override
    public Call call() {
      return KeyCalls.SCHEDULE_DELETION;
    }

    @Override
    public Key applyTo(Key key) {
      return key.in(after, deletion);
    }

    @Override
    public Optional<KeyChange> inverse() {
      return Optional.of(new CancelKeyDeletion(after, deletion));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "schedule the key for deletion";
    }

    @Override
    public @Nullable Object before() {
      return Key.DISABLED;
    }
  }

  /** Enables a disabled key. */
  record EnableKey() implements KeyChange {

    @Override
    public Call call() {
      return KeyCalls.ENABLE;
    }

    @Override
    public Key applyTo(Key key) {
      return key.in(Key.ENABLED, null);
    }

    @Override
    public Optional<KeyChange> inverse() {
      return Optional.of(new DisableKey());
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "enable the key";
    }

    @Override
    public @Nullable Object before() {
      return Key.DISABLED;
    }

    @Override
    public @Nullable Object after() {
      return Key.ENABLED;
    }
  }

  /** Disables the key: only ever an undo. */
  record DisableKey() implements KeyChange {

    @Override
    public Call call() {
      return KeyCalls.DISABLE;
    }

    @Override
    public Key applyTo(Key key) {
      return key.in(Key.DISABLED, null);
    }

    @Override
    public Optional<KeyChange> inverse() {
      return Optional.of(new EnableKey());
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "disable the key";
    }

    @Override
    public @Nullable Object before() {
      return Key.ENABLED;
    }

    @Override
    public @Nullable Object after() {
      return Key.DISABLED;
    }
  }

  /** Turns automatic rotation on; old key material stays for what was encrypted with it. */
  record EnableKeyRotation(int days) implements KeyChange {

    @Override
    public Call call() {
      return KeyCalls.ENABLE_ROTATION;
    }

    @Override
    public Key applyTo(Key key) {
      return key.withRotation(new Rotation(true, days));
    }

    @Override
    public Optional<KeyChange> inverse() {
      return Optional.of(new DisableKeyRotation(days));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "rotate the key every " + days + " days";
    }

    @Override
    public @Nullable Object before() {
      return Rotation.OFF;
    }

    @Override
    public @Nullable Object after() {
      return new Rotation(true, days);
    }
  }

  /** Turns automatic rotation off: only ever an undo. */
  record DisableKeyRotation(int days) implements KeyChange {

    @Override
    public Call call() {
      return KeyCalls.DISABLE_ROTATION;
    }

    @Override
    public Key applyTo(Key key) {
      return key.withRotation(Rotation.OFF);
    }

    @Override
    public Optional<KeyChange> inverse() {
      return Optional.of(new EnableKeyRotation(days));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "stop rotating the key";
    }

    @Override
    public @Nullable Object before() {
      return new Rotation(true, days);
    }

    @Override
    public @Nullable Object after() {
      return Rotation.OFF;
    }
  }
}
