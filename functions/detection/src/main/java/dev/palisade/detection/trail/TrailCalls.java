package dev.palisade.detection.trail;

import dev.palisade.core.control.Call;

/** The calls on trails. */
public final class TrailCalls {

  /** Lists trails; an action without resources. */
  public static final Call LIST = Call.of("cloudtrail:ListTrails", "*");

  static final Call START = of("cloudtrail:StartLogging");
  static final Call STOP = of("cloudtrail:StopLogging");
  static final Call UPDATE = of("cloudtrail:UpdateTrail");
  static final Call SELECT = of("cloudtrail:PutEventSelectors");
  static final Call CREATE = of("cloudtrail:CreateTrail");
  static final Call DELETE = of("cloudtrail:DeleteTrail");

  /** Checked beside CreateTrail where the trail is made with tags. */
  static final Call ADD_TAGS = of("cloudtrail:AddTags");

  private TrailCalls() {}

  static Call of(String action) {
    return Call.of(action, "arn:{partition}:cloudtrail:*:{account}:trail/*");
  }
}
