package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The brakes. Times are whole minutes or hours as named; 0 or a member left out means the default.
 *
 * @param writesPerAccount cases that may be applied per account and hour
 * @param writesPerControl cases that may be applied per control and hour
 * @param fightReopenings how often a mended finding may come back before Palisade stops
 * @param fightMinutes within how many minutes
 * @param gapHours after how long a silence the backlog guard watches the first writes
 * @param backlogWrites how many writes it lets through then
 * @param holdMinutes how long an undo keeps the finding from being mended again
 * @param approvalHours how long a question stands
 */
public record Limits(
    @JsonProperty("writes-per-account-and-hour") int writesPerAccount,
    @JsonProperty("writes-per-control-and-hour") int writesPerControl,
    @JsonProperty("fight-reopenings") int fightReopenings,
    @JsonProperty("fight-minutes") int fightMinutes,
    @JsonProperty("gap-hours") int gapHours,
    @JsonProperty("backlog-writes") int backlogWrites,
    @JsonProperty("hold-minutes") int holdMinutes,
    @JsonProperty("approval-hours") int approvalHours) {

  /** What holds where policy says nothing. */
  public static final Limits DEFAULT = new Limits(0, 0, 0, 0, 0, 0, 0, 0);

  public Limits {
    writesPerAccount = or(writesPerAccount, 60);
    writesPerControl = or(writesPerControl, 60);
    fightReopenings = or(fightReopenings, 3);
    fightMinutes = or(fightMinutes, 60);
    gapHours = or(gapHours, 24);
    backlogWrites = or(backlogWrites, 50);
    holdMinutes = or(holdMinutes, 24 * 60);
    approvalHours = or(approvalHours, 24);
  }

  private static int or(int value, int otherwise) {
    return value > 0 ? value : otherwise;
  }
}
