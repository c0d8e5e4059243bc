package dev.palisade.detection.key;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.control.Trigger.Evidence;
import dev.palisade.core.plan.Plan;
import dev.palisade.detection.key.Key.About;
import dev.palisade.detection.key.Key.Rotation;
import dev.palisade.detection.key.KeyChange.CancelKeyDeletion;
import dev.palisade.detection.key.KeyChange.EnableKey;
import dev.palisade.detection.key.KeyChange.EnableKeyRotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's key of AI data that is about to be deleted, is disabled, or does not rotate.
 * Deletion is cancelled and rotation turned on at once; a disabled key may have been disabled on
 * purpose, so a person is asked.
 *
 * <p>Keys that AWS manages are left alone. Rotation is asked only of keys that KMS can rotate by
 * itself: not of asymmetric, imported or key-store keys, nor of multi-Region replicas.
 */
public final class KeyTampering implements Control<Key, KeyChange> {

  private static final String DAYS = "rotationDays";

  private static final ControlSpec SPEC =
      control("KMS.Key")
          .title("Keys of AI data are enabled, rotate, and are not about to be deleted")
          .why(
              "Training data, models and prompt logs under a deleted key are lost for good: the"
                  + " shortest way to hold a workload to ransom.")
          .breaks("Nothing: the key policy, which says who may use the key, stays as it is.")
          .atSource(
              "aws_kms_key, is_enabled = true and enable_key_rotation = true; the resource is"
                  + " not removed",
              "AWS::KMS::Key, Enabled: true and EnableKeyRotation: true; the resource is not"
                  + " removed, with DeletionPolicy: Retain")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.ENFORCE)
          .reads(KeyFacet.ABOUT, KeyFacet.ROTATION)
          .calls(KeyCalls.CANCEL_DELETION, KeyCalls.ENABLE, KeyCalls.ENABLE_ROTATION)
          .undoCalls(KeyCalls.SCHEDULE_DELETION, KeyCalls.DISABLE, KeyCalls.DISABLE_ROTATION)
          .trigger(on("ScheduleKeyDeletion", "DisableKey", "DisableKeyRotation"))
          .trigger(on("CreateKey", "TagResource", "UntagResource").restsOn(Evidence.MODEL))
          .standard(Standard.SECURITY_HUB, "KMS.3", "KMS.4")
          .standard(Standard.PROWLER, "kms_cmk_not_deleted_unintentionally")
          .standard(Standard.PROWLER, "kms_cmk_rotation_enabled")
          .standard(Standard.GENAI_LENS, "GENSEC03-BP01")
          .setting(DAYS, 365)
          .source("https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html")
          .source("https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html")
          .source("https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html")
          .build();

  // The request may name a key by its id alone; the record's resources always have the ARN.
  private static Trigger on(String... eventNames) {
    return Trigger.cloudTrail("kms", eventNames).resource(Key.TYPE, "/resources/0/ARN");
  }

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Key, KeyChange> plan(Key observed, Context<Key> context) {
    About about = observed.about();
    if (!observed.exists() || about == null || !about.customers()) {
      return Plan.holds();
    }
    if (about.leaving()) {
      return rescued(about);
    }
    List<KeyChange> changes = new ArrayList<>();
    boolean disabled = about.keyState().equals(Key.DISABLED);
    if (disabled) {
      changes.add(new EnableKey());
    }
    // KMS turns rotation on for enabled keys only, so that it comes second.
    boolean still = (disabled || about.keyState().equals(Key.ENABLED)) && stands(observed);
    if (still) {
      changes.add(new EnableKeyRotation(days(context)));
    }
    if (changes.isEmpty()) {
      return Plan.holds();
    }
    Plan<Key, KeyChange> plan =
        Plan.<Key, KeyChange>mend(changes)
            .because(disabled ? "The key is disabled." : "The key is not rotated.")
            .evidence("keyState", about.keyState())
            .evidence("rotation", still ? "off" : "on or not offered");
    return disabled
        ? plan.ask("The key may have been disabled on purpose, to stop its use.")
        : plan;
  }

  /** Whether rotation was read to be off: it is null where the key has none. */
  private static boolean stands(Key key) {
    Rotation rotation = key.rotation();
    return rotation != null && !rotation.on();
  }

  private static Plan<Key, KeyChange> rescued(About about) {
    Instant deletion = about.deletion();
    Plan<Key, KeyChange> plan =
        Plan.<Key, KeyChange>mend(
                List.of(new CancelKeyDeletion(about.keyState(), deletion), new EnableKey()))
            .because("The key is about to be deleted, and with it all data under it.")
            .evidence("keyState", about.keyState())
            .evidence(
                "deletion", deletion == null ? "when its replicas are gone" : deletion.toString());
    // KMS does not say whether a key that is about to be deleted rotates: that is seen afterwards.
    return about.rotatable() ? plan.leavingMore() : plan;
  }

  private static int days(Context<Key> context) {
    @Nullable Key baseline = context.baseline();
    Rotation before = baseline == null ? null : baseline.rotation();
    return before == null || before.days() == null
        ? context.settings().number(DAYS)
        : before.days();
  }
}
