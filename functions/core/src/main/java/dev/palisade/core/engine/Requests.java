package dev.palisade.core.engine;

import dev.palisade.core.event.PalisadeEvents;

/**
 * Detail-types of the requests that enter the domains' queues from the hub account itself: by
 * people through the command line, by schedules, and by the engine to itself. They name what to
 * look at, like any event; every detail carries {@code domain} so that the bus can route it; source
 * and detail-type are the envelope's.
 */
public final class Requests {

  /**
   * Judge one resource now: {@code {"resource","type","account","region","control","by","reason"}};
   * type, control and reason may be left out. A control on demand, such as a quarantine, looks only
   * when it is named here.
   */
  public static final String FIX = "Palisade Fix";

  /** Judge one resource now, and ask before anything is changed: as {@link #FIX}. */
  public static final String PLAN = "Palisade Plan";

  /** Nobody decides, somebody acts by hand: {@code {"case","by","reason"}}. */
  public static final String TICKET = "Palisade Ticket";

  /** A resource became part of an AI workload: {@code {"resource","account","region","why"}}. */
  public static final String SCOPE_CHANGE = "Palisade Scope Change";

  /** A decision was recorded on a case: {@code {"case"}}. */
  public static final String DECISION = "Palisade Decision";

  /** Undo a case: {@code {"case","by","force"}}. */
  public static final String UNDO = "Palisade Undo";

  /**
   * Release what was quarantined: {@code {"case","by","reason","force"}}. The first person asks, a
   * second one has it done.
   */
  public static final String RELEASE = "Palisade Release";

  /** Go on with an undo that waits for AWS: {@code {"case"}}. */
  public static final String UNDO_ON = "Palisade Undo Resume";

  /** Look again at a case that waits for AWS: {@code {"case"}}. */
  public static final String RESUME = Application.RESUME;

  /** The time to decide on a case is over: {@code {"case"}}. */
  public static final String EXPIRE = "Palisade Expire";

  /** A case's time is over, undo it: {@code {"case"}}. */
  public static final String LIFT = Application.LIFT;

  /** Look at everything in all governed accounts and regions: no members. */
  public static final String SWEEP = PalisadeEvents.BASELINE;

  /** Look at everything in one account and region: {@code {"account","region"}}. */
  public static final String SWEEP_PART = "Palisade Sweep Part";

  private Requests() {}
}
