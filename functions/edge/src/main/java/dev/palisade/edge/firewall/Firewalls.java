package dev.palisade.edge.firewall;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Set;

/**
 * What Palisade knows about WAF. Ids are what follows the account in an ARN, {@code
 * regional/webacl/name/id}: scope, name and id are needed to read one. Web ACLs of CloudFront
 * ({@code global/…}) live in us-east-1, so events about them must be put there.
 */
public final class Firewalls {

  /** Web ACLs. */
  public static final ResourceType WEB_ACL =
      ResourceType.of("AWS::WAFv2::WebACL", "arn:{partition}:wafv2:{region}:{account}:{id}");

  /** IP sets. */
  public static final ResourceType IP_SET =
      ResourceType.of("AWS::WAFv2::IPSet", "arn:{partition}:wafv2:{region}:{account}:{id}");

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<Firewall, FirewallChange> KIND =
      new ResourceKind<>(
          List.of(WEB_ACL, IP_SET),
          Firewall.class,
          FirewallChange.class,
          FirewallFacet.TAGS,
          Set.of(),
          Set.of(Call.of("wafv2:ListWebACLs", "*")),
          List.of(new HostileAddress()));

  private Firewalls() {}
}
