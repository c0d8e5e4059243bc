package dev.palisade.cli.incident;

import dev.palisade.core.resource.Arn;

/** ARNs of principals, brought to one form: cases and requests name roles and users pathless. */
final class Principals {

  private static final String SESSION = "assumed-role/";

  private Principals() {}

  /** A role's or user's ARN without its path, any other text as it is. */
  static String plain(String text) {
    if (!Arn.looksLike(text) || !text.contains(":iam:")) {
      return text;
    }
    Arn arn = Arn.parse(text);
    String kind = arn.resource().substring(0, Math.max(0, arn.resource().indexOf('/')));
    return kind.equals("role") || kind.equals("user")
        ? new Arn(arn.partition(), "iam", "", arn.account(), kind + "/" + arn.lastPart()).toString()
        : text;
  }

  /** Whether an ARN is that of a role's session. */
  static boolean isSession(Arn arn) {
    return arn.service().equals("sts")
        && arn.resource().startsWith(SESSION)
        && arn.resource().indexOf('/', SESSION.length()) > 0;
  }

  /** The role behind a session's ARN. */
  static String roleOf(Arn session) {
    String name = session.resource().split("/", 3)[1];
    return new Arn(session.partition(), "iam", "", session.account(), "role/" + name).toString();
  }
}
