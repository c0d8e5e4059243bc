package dev.palisade.infra;

import dev.palisade.core.control.Roles;
import dev.palisade.core.resource.Arn;

/** ARNs of the hub that stacks of other accounts and regions name. */
public final class Arns {

  /** Name of the hub's event bus. */
  public static final String BUS = "palisade";

  private Arns() {}

  /** The hub's event bus. */
  public static String bus(Installation installation) {
    return "arn:%s:events:%s:%s:event-bus/%s"
        .formatted(partition(installation), installation.region(), installation.hub(), BUS);
  }

  /** The role of a domain's function. */
  public static String functionRole(Installation installation, String domain) {
    return "arn:%s:iam::%s:role/%s"
        .formatted(partition(installation), installation.hub(), Roles.function(domain));
  }

  private static String partition(Installation installation) {
    return Arn.partitionOf(installation.region());
  }
}
