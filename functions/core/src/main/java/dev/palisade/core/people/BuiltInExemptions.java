package dev.palisade.core.people;

import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.resource.Arn;
import java.time.Instant;
import java.util.List;

/**
 * Exemptions that come with Palisade itself, each by one exact ARN and with its reason. They are
 * listed and reported like those that people give, and nobody can end or widen them.
 */
public final class BuiltInExemptions {

  /** The function that Slack calls. */
  public static final String SLACK_INGRESS = "palisade-slack-ingress";

  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private BuiltInExemptions() {}

  /**
   * Those of an installation.
   *
   * @param hub id of the account that the hub is deployed in; a function of that name anywhere else
   *     is a finding like any other
   * @param region code of its region
   */
  public static List<Exemption> of(String hub, String region) {
    Arn ingress =
        new Arn(Arn.partitionOf(region), "lambda", region, hub, "function:" + SLACK_INGRESS);
    return List.of(
        new Exemption(
            "x-builtin-slack",
            new Match(ingress.toString(), "Lambda.PublicUrl", hub, ""),
            "Slack can't sign requests to AWS, so Palisade's own ingress has an open URL; it"
                + " verifies Slack's signature and may do nearly nothing",
            "palisade",
            "palisade (built in)",
            Instant.EPOCH,
            NEVER,
            "",
            NEVER));
  }
}
