package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
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
 * @param audit the audit log
 * @param notices what goes out to people
 * @param wakeups events to come
 * @param roles which principals are Palisade's own
 * @param policy the policy in force
 * @param clock the time
 * @param pause waits between reads of a verification
 */
public record Hub(
    String domain,
    CaseStore store,
    AuditLog audit,
    Notices notices,
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

  /** The append-only audit log. */
  public interface AuditLog {
    /** Appends a case with its whole trail. */
    void append(Case item);

    /** Appends an alarm that belongs to no case. */
    void alarm(Event event, String text);
  }

  /** Messages to people. */
  public interface Notices {
    /** Tells that a case needs, or ended with, something people should know. */
    void tell(Case item);

    /** Raises an alarm: somebody uses Palisade's role, or Palisade itself is in trouble. */
    void alarm(String subject, String text);
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
