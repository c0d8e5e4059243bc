package dev.palisade.identity.principal;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;
import dev.palisade.identity.principal.PrincipalChange.PutInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateAccessKey;
import dev.palisade.identity.principal.PrincipalChange.UpdateServiceSpecificCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Quarantine of a role or user: everything is denied to it, also to the sessions that are open, and
 * its keys are inactive. IAM looks at policies at every call, so what was signed in before is cut
 * off as well.
 */
public final class Quarantine implements Control<Principal, PrincipalChange> {

  static final String NAME = "PalisadeQuarantine";

  static final String DENY_ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"PalisadeQuarantine\","
          + "\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private static final ControlSpec SPEC =
      control("IAM.Quarantine")
          .title("The role or user can do nothing")
          .why(
              "Stolen credentials work from anywhere until they are cut off, and whoever has them"
                  + " uses the time to make others.")
          .breaks(
              "Everything that runs under the role or user stops within seconds. After a release,"
                  + " sessions from before that have not expired work again: rotate keys, and end"
                  + " sessions by a dated deny first, where they were stolen.")
          .atSource(
              "aws_iam_role_policy or aws_iam_user_policy with a Deny of everything;"
                  + " aws_iam_access_key: status = \"Inactive\"",
              "AWS::IAM::Role or AWS::IAM::User: Policies with a Deny of everything;"
                  + " AWS::IAM::AccessKey: Status Inactive")
          .severity(Severity.HIGH)
          .onDemand()
          .reads(
              PrincipalFacet.PROFILE,
              PrincipalFacet.INLINE,
              PrincipalFacet.ACCESS_KEYS,
              PrincipalFacet.BEDROCK_KEYS)
          .calls(
              Holder.ROLE.call("Put"),
              Holder.USER.call("Put"),
              PrincipalCalls.UPDATE_ACCESS_KEY,
              PrincipalCalls.UPDATE_BEDROCK_KEY)
          .undoCalls(
              Holder.ROLE.call("Delete"),
              Holder.USER.call("Delete"),
              PrincipalCalls.UPDATE_ACCESS_KEY,
              PrincipalCalls.UPDATE_BEDROCK_KEY)
          .standard(Standard.OWASP_LLM, "LLM06")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Principal, PrincipalChange> plan(Principal observed, Context<Principal> context) {
    Map<String, String> inline = observed.inline();
    if (!observed.exists() || inline == null) {
      return Plan.holds();
    }
    if (observed.keptByAws()) {
      return keptByAws(observed);
    }
    List<PrincipalChange> changes = new ArrayList<>();
    if (!inline.containsValue(DENY_ALL)) {
      changes.add(new PutInlinePolicy(Holder.of(context.ref()), free(inline), "", DENY_ALL));
    }
    List<PrincipalChange> keys = keys(observed);
    changes.addAll(keys);
    return changes.isEmpty()
        ? Plan.holds()
        : Plan.<Principal, PrincipalChange>mend(changes)
            .because(
                context.quarantineBecause(
                    "The %s is to be cut off.".formatted(Holder.of(context.ref()).noun())))
            .evidence("inlinePolicies", List.copyOf(inline.keySet()))
            .evidence("activeKeys", keys.size());
  }

  // What somebody else put under the name stays: it may deny what they meant to deny.
  private static String free(Map<String, String> inline) {
    String name = NAME;
    for (int number = 2; inline.containsKey(name); number++) {
      name = NAME + number;
    }
    return name;
  }

  private static List<PrincipalChange> keys(Principal observed) {
    List<PrincipalChange> off = new ArrayList<>();
    if (observed.accessKeys() != null) {
      observed.accessKeys().stream()
          .filter(key -> key.status().equals(Principal.ACTIVE))
          .forEach(key -> off.add(new UpdateAccessKey(key.id(), key.status(), Principal.INACTIVE)));
    }
    if (observed.bedrockKeys() != null) {
      observed.bedrockKeys().stream()
          .filter(key -> key.status().equals(Principal.ACTIVE))
          .forEach(key ->
              off.add(
                  new UpdateServiceSpecificCredential(key.id(), key.status(), Principal.INACTIVE)));
    }
    return off;
  }

  private static Plan<Principal, PrincipalChange> keptByAws(Principal observed) {
    return Plan.<Principal, PrincipalChange>ticket(
            "AWS itself keeps this role, so no policy can be put on it here.",
            "For a role of IAM Identity Center: in the management account disable the person's"
                + " user, delete their assignment to this account, and revoke their active"
                + " sessions (IAM Identity Center, Users, Active sessions). A service-linked role"
                + " is cut off by stopping what the service does with it.")
        .evidence("role", observed.fullArn());
  }
}
