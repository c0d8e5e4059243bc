package dev.palisade.cli.doctor;

import dev.palisade.core.control.Roles;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A governed account: its roles, and per region its trail and rules. */
public final class MemberChecks {

  private static final String ROLES = "deploy the account's roles: the stack PalisadeRoles";

  private final Sessions sessions;
  private final String bus;

  /** The checks of accounts whose rules must lead to a bus. */
  public MemberChecks(Sessions sessions, String bus) {
    this.sessions = sessions;
    this.bus = bus;
  }

  /** All of an account in some regions. */
  public List<Check> of(String account, List<String> regions) {
    List<Check> checks = new ArrayList<>();
    Check role = role(account, regions.getFirst());
    checks.add(role);
    if (role.status() != Check.Status.OK) {
      return checks;
    }
    for (String region : regions) {
      String place = account + " " + region;
      AwsSession session = sessions.in(account, region, Roles.INSPECT);
      checks.add(trail(place, session));
      checks.add(rules(place, session));
    }
    return checks;
  }

  private Check role(String account, String region) {
    String what = "the role " + Roles.INSPECT + " can be assumed";
    return Check.of(
        account,
        what,
        ROLES + "; your principal must be among palisade:operators",
        () ->
            Check.ok(
                account,
                what,
                sessions
                    .in(account, region, Roles.INSPECT)
                    .client(StsClient.builder())
                    .getCallerIdentity(b -> {})
                    .arn()));
  }

  // Without a logging trail, EventBridge gets no "AWS API Call via CloudTrail" in that region.
  private static Check trail(String place, AwsSession session) {
    String what = "a trail logs API calls";
    String mend = "start a trail that covers this region, or the organization's";
    return Check.of(
        place,
        what,
        mend,
        () -> {
          CloudTrailClient client = session.client(CloudTrailClient.builder());
          List<Trail> trails = client.describeTrails(b -> b.includeShadowTrails(true)).trailList();
          return trails.stream()
              .filter(trail -> client.getTrailStatus(b -> b.name(trail.trailARN())).isLogging())
              .findFirst()
              .map(trail -> Check.ok(place, what, trail.trailARN()))
              .orElseGet(() -> Check.fail(place, what, trails.size() + " trails, none logs", mend));
        });
  }

  private Check rules(String place, AwsSession session) {
    String what = "rules send events to the hub";
    String mend = "deploy the region's rules: the stack PalisadeRules";
    try {
      List<String> rules =
          session
              .client(EventBridgeClient.builder())
              .listRuleNamesByTarget(b -> b.targetArn(bus))
              .ruleNames();
      return rules.isEmpty()
          ? Check.fail(place, what, "no rule has the hub's bus as target", mend)
          : Check.ok(place, what, rules.size() + " rules");
    } catch (SdkException e) {
      return Check.warn(place, what, "can't be looked at: " + e.getMessage(), mend);
    }
  }
}
