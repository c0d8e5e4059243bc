package dev.palisade.platform.bus;

import dev.palisade.core.audit.Digest;
import dev.palisade.core.engine.Hub.Wakeups;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/**
 * Events that come back later, by one-off schedules of EventBridge Scheduler that delete themselves
 * and outlive the function that set them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">One-time
 *     schedules</a>
 */
public final class SchedulerWakeups implements Wakeups {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private final SchedulerClient scheduler;
  private final String group;
  private final String roleArn;
  private final String queueArn;
  private final String hubAccount;
  private final String hubRegion;
  private final InstantSource clock;

  /** Schedules in a group, sent to a queue under a role that Scheduler assumes. */
  public SchedulerWakeups(
      SchedulerClient scheduler,
      String group,
      String roleArn,
      String queueArn,
      String hubAccount,
      String hubRegion,
      InstantSource clock) {
    this.scheduler = scheduler;
    this.group = group;
    this.roleArn = roleArn;
    this.queueArn = queueArn;
    this.hubAccount = hubAccount;
    this.hubRegion = hubRegion;
    this.clock = clock;
  }

  @Override
  public void at(Instant time, String request, String caseId) {
    // Scheduler knows whole seconds only; never earlier than asked for.
    Instant second = time.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    String name = caseId + "-" + Digest.of(request, second.toString()).substring(0, 12);
    String input =
        Envelope.of(
            UUID.randomUUID().toString(),
            request,
            hubAccount,
            hubRegion,
            clock.instant(),
            Map.of("case", caseId));
    try {
      scheduler.createSchedule(b ->
          b.groupName(group)
              .name(name)
              .scheduleExpression("at(" + AT.format(second) + ")")
              .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
              .actionAfterCompletion(ActionAfterCompletion.DELETE)
              .target(t -> t.arn(queueArn).roleArn(roleArn).input(input)));
    } catch (ConflictException e) {
      // The same request about the same case at the same second is already scheduled.
      return;
    }
  }
}
