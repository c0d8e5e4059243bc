package dev.palisade.edge.firewall;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a web ACL. */
enum FirewallFacet implements Facet {
  /** The IP sets that its rules refer to; for an IP set, the web ACLs that refer to it. */
  SETS(
      Call.of("wafv2:GetWebACL", FirewallFacet.WEB_ACL),
      Call.of("wafv2:GetIPSet", FirewallFacet.IP_SET),
      Call.of("wafv2:ListWebACLs", "*")),
  /** Tags. */
  TAGS(
      Call.of("wafv2:ListTagsForResource", FirewallFacet.WEB_ACL),
      Call.of("wafv2:ListTagsForResource", FirewallFacet.IP_SET));

  /** The scope, {@code regional} or {@code global}, stands before the kind of thing. */
  static final String WEB_ACL = "arn:{partition}:wafv2:*:{account}:*/webacl/*";

  static final String IP_SET = "arn:{partition}:wafv2:*:{account}:*/ipset/*";

  private final Set<Call> calls;

  FirewallFacet(Call... calls) {
    this.calls = Set.of(calls);
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
