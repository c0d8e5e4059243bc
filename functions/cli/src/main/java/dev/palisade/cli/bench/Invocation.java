package dev.palisade.cli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * AWS calls of one invocation of a domain's function, counted at the endpoint.
 *
 * @param domain the function's domain
 * @param first when its first call came
 * @param last when its last call came
 * @param operations calls by operation, {@code s3:PutObject}
 */
record Invocation(String domain, Instant first, Instant last, Map<String, Integer> operations) {

  /**
   * What no event causes: a role's session is kept for an hour, the policy for a minute, each by
   * every instance of a function.
   */
  private static final Set<String> KEPT =
      Set.of(
          "sts:AssumeRole",
          "appconfig:StartConfigurationSession",
          "appconfig:GetLatestConfiguration");

  /** The call that keeps a case in the audit log. */
  static final String AUDIT = "s3:PutObject";

  private static final String AUDITOR = "notices";

  Invocation {
    operations = Map.copyOf(operations);
  }

  /** Whether it was under way at some moment of a time. */
  boolean overlaps(Instant from, Instant to) {
    return !first.isAfter(to) && !last.isBefore(from);
  }

  /** How often it made a call. */
  int count(String operation) {
    return operations.getOrDefault(operation, 0);
  }

  /** Whether it is the function that keeps the audit log, and wrote to it. */
  boolean writesAudit() {
    return domain.equals(AUDITOR) && count(AUDIT) > 0;
  }

  /** Calls of several invocations together, without those whose answer is kept. */
  static Map<String, Integer> perEvent(List<Invocation> invocations) {
    return together(invocations, name -> !KEPT.contains(name));
  }

  /** Those calls of several invocations whose answer is kept for later events. */
  static Map<String, Integer> kept(List<Invocation> invocations) {
    return together(invocations, KEPT::contains);
  }

  private static Map<String, Integer> together(
      List<Invocation> invocations, Predicate<String> which) {
    Map<String, Integer> all = new TreeMap<>();
    invocations.forEach(
        one -> one.operations().forEach((name, count) -> all.merge(name, count, Integer::sum)));
    all.keySet().removeIf(which.negate());
    return all;
  }
}
