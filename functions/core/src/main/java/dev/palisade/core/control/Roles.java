package dev.palisade.core.control;

/**
 * Names of the roles Palisade acts under: who is deployed, who assumes, and who recognises
 * Palisade's own events all read them here. A name proves nothing; only the ARN in the expected
 * account does.
 */
public final class Roles {

  /** The read-only role of scans and plans in every governed account. */
  public static final String INSPECT = "palisade-inspect";

  /** The role that carries a governed account's events to the hub's bus. */
  public static final String FORWARD = "palisade-forward";

  private Roles() {}

  /** The hub's role that a domain's function runs as. */
  public static String function(String domain) {
    return "palisade-function-" + domain;
  }

  /** The role of a governed account that a domain's fixes run under: it can only tighten. */
  public static String remediation(String domain) {
    return "palisade-" + domain;
  }

  /** The role of a governed account that a domain's undo runs under. */
  public static String restore(String domain) {
    return "palisade-restore-" + domain;
  }
}
