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

  /** The function that browsers call. */
  public static final String PAGE = "palisade-page";

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
    return List.of(
        ofFunction(
            "x-builtin-slack",
            SLACK_INGRESS,
            "Slack can't sign requests to AWS, so Palisade's own ingress has an open URL; it"
                + " verifies Slack's signature and may do nearly nothing",
            hub,
            region),
        ofFunction(
            "x-builtin-page",
            PAGE,
            "browsers can't sign requests to AWS, so Palisade's approval page has an open URL; it"
                + " lets in whom the identity provider vouches for",
            hub,
            region));
  }

  private static Exemption ofFunction(
      String id, String function, String reason, String hub, String region) {
    Arn arn = new Arn(Arn.partitionOf(region), "lambda", region, hub, "function:" + function);
    return new Exemption(
        id,
        new Match(arn.toString(), "Lambda.PublicUrl", hub, ""),
        reason,
        "palisade",
        "palisade (built in)",
        Instant.EPOCH,
        NEVER,
        "",
        NEVER);
  }
}
