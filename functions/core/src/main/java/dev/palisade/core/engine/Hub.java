package dev.palisade.core.engine;

import dev.palisade.core.event.Event;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the engine needs of the hub account, as ports.
 *
 * @param domain the domain this engine runs
 * @param store the case table
 * @param alarms what people must know at once
 * @param wakeups events to come
 * @param roles which principals are Palisade's own
 * @param policy the policy in force
 * @param clock the time
 * @param pause waits between reads of a verification
 */
public record Hub(
    String domain,
    CaseStore store,
    Alarms alarms,
    Wakeups wakeups,
    OwnRoles roles,
    Supplier<Policy> policy,
    InstantSource clock,
    Pause pause) {

  /** The time now. */
  public Instant now() {
    return clock.instant();
  }

  /** Who is who, by the policy in force. */
  public People people() {
    return new People(policy.get().people());
  }

  /**
   * Alarms, which belong to no case. What becomes of cases is not told from here: the table's
   * stream carries every stage to the audit log and to people, so that none can be written without.
   */
  public interface Alarms {
    /**
     * Raises an alarm about an event and keeps it with the event: somebody uses Palisade's role.
     */
    void about(Event event, String subject, String text);

    /** Raises an alarm: Palisade itself is in trouble, or refused something. */
    void raise(String subject, String text);
  }

  /** Events that come back later. */
  public interface Wakeups {
    /** Sends a request about a case to the domain's queue at a time. */
    void at(Instant time, String request, String caseId);
  }

  /** Which principals are Palisade's own. */
  public interface OwnRoles {
    /** Whether a session issuer is exactly one of this domain's two roles in an account. */
    boolean isOurs(String issuerArn, String account);
  }

  /** A wait within one invocation. */
  @FunctionalInterface
  public interface Pause {
    /** Waits, or returns early when interrupted. */
    void of(Duration time);
  }
}
