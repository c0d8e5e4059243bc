package dev.palisade.identity.principal;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger.Evidence;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.Arn;
import dev.palisade.identity.grant.BroadGrants;
import dev.palisade.identity.principal.Principal.Attached;
import dev.palisade.identity.principal.PrincipalChange.DetachPolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateAssumeRolePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A role or user of an AI workload that may do everything, or that everyone may become: broad
 * managed policies are detached, broad statements cut out of inline policies, and open trust
 * statements closed. Everything else stays as it is written.
 */
public final class AdminAccess implements Control<Principal, PrincipalChange> {

  private static final String MANAGED = "managedPolicies";

  private static final ControlSpec SPEC =
      control("IAM.AdminAccess")
          .title("AI workloads' roles and users are no administrators, and not open to everyone")
          .why(
              "A prompt, a notebook or a poisoned dependency acts with all that its role may do;"
                  + " a role that everyone can assume needs not even that.")
          .breaks(
              "What the workload does only by the removed permissions, and callers who assumed the"
                  + " role only by the removed trust.")
          .atSource(
              "aws_iam_role_policy_attachment and aws_iam_user_policy_attachment: no"
                  + " administrator's policy; aws_iam_role_policy and aws_iam_user_policy, policy:"
                  + " the actions and resources that are needed; aws_iam_role, assume_role_policy:"
                  + " named principals",
              "AWS::IAM::Role and AWS::IAM::User, ManagedPolicyArns: no administrator's"
                  + " policy, Policies: the actions and resources that are needed; AWS::IAM::Role,"
                  + " AssumeRolePolicyDocument: named principals")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.APPROVE)
          .reads(PrincipalFacet.PROFILE, PrincipalFacet.ATTACHED, PrincipalFacet.INLINE)
          .calls(
              PrincipalCalls.UPDATE_TRUST,
              Holder.ROLE.call("Detach"),
              Holder.USER.call("Detach"),
              Holder.ROLE.call("Put"),
              Holder.USER.call("Put"),
              Holder.ROLE.call("Delete"),
              Holder.USER.call("Delete"))
          .undoCalls(
              PrincipalCalls.UPDATE_TRUST,
              Holder.ROLE.call("Attach"),
              Holder.USER.call("Attach"),
              Holder.ROLE.call("Put"),
              Holder.USER.call("Put"))
          .trigger(
              PrincipalCalls.onRole("AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy")
                  .restsOn(Evidence.RECORD))
          .trigger(PrincipalCalls.onRole("CreateRole", "TagRole", "UntagRole"))
          .trigger(PrincipalCalls.onUser("AttachUserPolicy").restsOn(Evidence.RECORD))
          .trigger(PrincipalCalls.onUser("PutUserPolicy"))
          .trigger(PrincipalCalls.userTagged())
          .standard(Standard.PROWLER, "bedrock_full_access_policy_attached")
          .standard(Standard.OWASP_LLM, "LLM06")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01", "GENSEC05-BP01")
          .setting(BroadGrants.SERVICES, BroadGrants.DEFAULT_SERVICES)
          .setting(
              MANAGED,
              List.of(
                  "AdministratorAccess", "AmazonBedrockFullAccess", "AmazonSageMakerFullAccess"))
          .source("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Principal, PrincipalChange> plan(Principal observed, Context<Principal> context) {
    if (!observed.exists() || observed.keptByAws()) {
      return Plan.holds();
    }
    Found found = new Found(Holder.of(context.ref()));
    found.trust(observed.trust(), context);
    found.attached(observed.attached(), context);
    found.inline(observed.inline(), context);
    Plan<Principal, PrincipalChange> plan = found.plan();
    return plan.isHeld() ? plan : plan.aiBecause(aiBefore(observed, context.baseline()));
  }

  /** A role whose trust was replaced was an AI role before, and still is what it was made for. */
  private static String aiBefore(Principal observed, @Nullable Principal baseline) {
    return baseline == null || !observed.aiBecause().isEmpty() ? "" : baseline.aiBecause();
  }

  /** Collects what offends, in the order in which it is mended: the open door first. */
  private static final class Found {

    private final Holder holder;
    private final List<PrincipalChange> changes = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private final List<String> byHand = new ArrayList<>();

    Found(Holder holder) {
      this.holder = holder;
    }

    void trust(@Nullable String text, Context<Principal> context) {
      if (text == null || text.isEmpty()) {
        return;
      }
      Principal baseline = context.baseline();
      Optional<TrustRepair> repair =
          TrustRepair.of(text, baseline == null ? null : baseline.trust(), context.ref());
      if (repair.isEmpty()) {
        byHand("Write the trust policy anew; it can't be understood.", "trustPolicy", text);
      } else if (!repair.get().open().isEmpty()) {
        List<?> open = repair.get().open().stream().map(Statement::json).toList();
        if (repair.get().after().isEmpty()) {
          byHand("Name in the trust policy whom the role shall trust.", "trustStatements", open);
          return;
        }
        changes.add(new UpdateAssumeRolePolicy(text, repair.get().after()));
        reasons.add("its trust policy lets everyone assume it");
        evidence.put("trustStatements", open);
      }
    }

    void attached(@Nullable List<Attached> policies, Context<Principal> context) {
      BroadGrants broad = new BroadGrants(context.settings(), context.ref());
      List<String> names = context.settings().list(MANAGED);
      for (Attached policy : policies == null ? List.<Attached>of() : policies) {
        Optional<Boolean> offends =
            policy.awsManaged()
                ? Optional.of(names.contains(Arn.parse(policy.arn()).lastPart()))
                : broad.in(policy.document()).map(found -> !found.isEmpty());
        if (offends.isEmpty()) {
          byHand("Read and rewrite " + policy.arn() + ".", policy.arn(), policy.document());
        } else if (offends.get()) {
          detach(policy);
        }
      }
    }

    private void detach(Attached policy) {
      DetachPolicy detach = new DetachPolicy(holder, policy);
      if (detach.widens()) {
        byHand(
            "Take the broad statements out of "
                + policy.arn()
                + " by a new version; detaching it would lift its Deny statements too.",
            policy.arn(),
            policy.document());
        return;
      }
      changes.add(detach);
      reasons.add("it has " + policy.arn());
      evidence.put(policy.arn(), policy.awsManaged() ? "attached" : policy.document());
    }

    void inline(@Nullable Map<String, String> policies, Context<Principal> context) {
      BroadGrants broad = new BroadGrants(context.settings(), context.ref());
      (policies == null ? Map.<String, String>of() : policies)
          .forEach((name, text) -> {
            Optional<List<Statement>> found = broad.in(text);
            if (found.isEmpty()) {
              byHand("Write inline policy " + name + " anew.", "inline " + name, text);
            } else if (!found.get().isEmpty()) {
              String after = PolicyDocument.parse(text).orElseThrow().without(found.get());
              changes.add(PrincipalChange.inline(holder, name, text, after));
              reasons.add("its inline policy " + name + " gives everything");
              evidence.put("inline " + name, found.get().stream().map(Statement::json).toList());
            }
          });
    }

    private void byHand(String step, String name, Object seen) {
      byHand.add(step);
      evidence.put(name, seen);
    }

    Plan<Principal, PrincipalChange> plan() {
      Plan<Principal, PrincipalChange> plan;
      if (!changes.isEmpty()) {
        plan =
            Plan.<Principal, PrincipalChange>mend(changes)
                .because(
                    "The " + holder.noun() + " is too powerful: " + String.join("; ", reasons));
        plan = byHand.isEmpty() ? plan : plan.leavingMore();
      } else if (!byHand.isEmpty()) {
        plan =
            Plan.ticket(
                "A policy of the " + holder.noun() + " may give everything, and a person must look",
                String.join("\n", byHand));
      } else {
        return Plan.holds();
      }
      for (Map.Entry<String, Object> one : evidence.entrySet()) {
        plan = plan.evidence(one.getKey(), one.getValue());
      }
      return plan;
    }
  }
}
