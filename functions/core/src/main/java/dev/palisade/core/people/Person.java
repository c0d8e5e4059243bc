package dev.palisade.core.people;

/**
 * Somebody who has proven who they are.
 *
 * @param id the name that policy knows the person by, as a rule an e-mail address
 * @param via how they came in
 * @param subject what proved it: a Slack user's id, an OIDC subject, a principal's ARN
 */
public record Person(String id, Via via, String subject) {

  /** Where somebody came in, and what vouches for them there. */
  public enum Via {
    /** The workspace's verified e-mail address, in a request that Slack signed. */
    SLACK("Slack"),
    /** The identity provider's subject and e-mail address. */
    PAGE("the page"),
    /** A presigned {@code GetCallerIdentity}, answered by STS. */
    COMMAND_LINE("the command line");

    private final String words;

    Via(String words) {
      this.words = words;
    }

    /** The place in words. */
    public String words() {
      return words;
    }
  }

  /** The person as the audit trail names them: {@code alice@example.com (Slack U123)}. */
  public String named() {
    return "%s (%s, %s)".formatted(id, via.words(), subject);
  }
}
