package dev.palisade.core.event;

/**
 * Names in the events that Palisade itself sends. Requests, replays and schedules are believed only
 * from the hub's account, which the envelope tells.
 */
public final class PalisadeEvents {

  /** Source of a person's request: detail names a resource by ARN, and may name a domain. */
  public static final String REQUEST = "palisade.request";

  /** Source of a recorded event that is sent once more, wrapped in the detail. */
  public static final String REPLAY = "palisade.replay";

  /** Source of what the clock asks for: baselines, sweeps, one-off wake-ups of waiting cases. */
  public static final String SCHEDULE = "palisade.schedule";

  /** Source of the news that a resource has become part of an AI workload. */
  public static final String SCOPE = "palisade.scope";

  /**
   * Member of the detail that names the domain an event is for. Without it a request or replay
   * reaches every domain, of which those whose triggers do not match ignore it.
   */
  public static final String DOMAIN = "domain";

  /** Detail-type of the daily look at everything: baselines are taken, missed events are found. */
  public static final String BASELINE = "Palisade Baseline";

  /** Detail-type of the event that only keeps a published function version from going inactive. */
  public static final String CANARY = "Palisade Canary";

  private PalisadeEvents() {}
}
