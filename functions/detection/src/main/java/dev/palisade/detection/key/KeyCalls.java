package dev.palisade.detection.key;

import dev.palisade.core.control.Call;

/** The calls on keys. */
public final class KeyCalls {

  /** Lists keys; an action without resources. */
  public static final Call LIST = Call.of("kms:ListKeys", "*");

  static final Call CANCEL_DELETION = of("kms:CancelKeyDeletion");
  static final Call SCHEDULE_DELETION = of("kms:ScheduleKeyDeletion");
  static final Call ENABLE = of("kms:EnableKey");
  static final Call DISABLE = of("kms:DisableKey");
  static final Call ENABLE_ROTATION = of("kms:EnableKeyRotation");
  static final Call DISABLE_ROTATION = of("kms:DisableKeyRotation");

  private KeyCalls() {}

  static Call of(String action) {
    return Call.of(action, "arn:{partition}:kms:*:{account}:key/*");
  }
}
