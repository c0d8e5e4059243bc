package dev.palisade.identity.managedpolicy;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.control.Trigger.Evidence;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.plan.Plan;
import dev.palisade.identity.grant.BroadGrants;
import dev.palisade.identity.managedpolicy.ManagedPolicy.Version;
import dev.palisade.identity.managedpolicy.PolicyChange.SetDefaultPolicyVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer managed policy whose version in force gives everything to whoever has it: the
 * baseline's version, or the last one before that does not, comes back into force.
 */
public final class AdminPolicy implements Control<ManagedPolicy, PolicyChange> {

  private static final ControlSpec SPEC =
      control("IAM.AdminPolicy")
          .title("Managed policies of AI workloads make nobody an administrator")
          .why(
              "One new version of a policy raises the rights of all roles that have it, without any"
                  + " change to the roles themselves.")
          .breaks("What the workloads do only by statements of the version that goes out of force.")
          .atSource(
              "aws_iam_policy, policy: the actions and resources that are needed instead of"
                  + " everything",
              "AWS::IAM::ManagedPolicy, PolicyDocument: the actions and resources that are"
                  + " needed instead of everything")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.APPROVE)
          .reads(PolicyFacet.VERSIONS)
          .calls(SetDefaultPolicyVersion.CALL)
          .undoCalls(SetDefaultPolicyVersion.CALL)
          .trigger(on("CreatePolicyVersion").restsOn(Evidence.RECORD))
          .trigger(on("SetDefaultPolicyVersion", "TagPolicy", "UntagPolicy"))
          .standard(Standard.OWASP_LLM, "LLM06")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01", "GENSEC05-BP01")
          .setting(BroadGrants.SERVICES, BroadGrants.DEFAULT_SERVICES)
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html")
          .build();

  private static Trigger on(String... eventNames) {
    return Trigger.cloudTrail("iam", eventNames)
        .resource(ManagedPolicy.TYPE, "/requestParameters/policyArn");
  }

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<ManagedPolicy, PolicyChange> plan(
      ManagedPolicy observed, Context<ManagedPolicy> context) {
    Optional<Version> inForce = observed.version(observed.defaultVersion());
    Integer attachments = observed.attachments();
    if (!observed.exists() || inForce.isEmpty() || attachments == null || attachments == 0) {
      return Plan.holds();
    }
    BroadGrants broad = new BroadGrants(context.settings(), context.ref());
    Optional<List<Statement>> found = broad.in(inForce.get().document());
    if (found.isEmpty()) {
      return byHand(inForce.get(), context, "The policy in force can't be understood.")
          .evidence("document", inForce.get().document());
    }
    if (found.get().isEmpty()) {
      return Plan.holds();
    }
    Plan<ManagedPolicy, PolicyChange> plan =
        better(observed, inForce.get(), broad, context.baseline())
            .map(version -> back(inForce.get(), version))
            .orElseGet(() ->
                byHand(
                    inForce.get(),
                    context,
                    "The policy gives everything, and no earlier version gives less throughout."));
    return plan.evidence("version", inForce.get().id())
        .evidence("attachments", attachments)
        .evidence("statements", found.get().stream().map(Statement::json).toList());
  }

  private static Plan<ManagedPolicy, PolicyChange> back(Version inForce, Version better) {
    return Plan.<ManagedPolicy, PolicyChange>mend(
            List.of(new SetDefaultPolicyVersion(inForce, better)))
        .because(
            "Version %s of the policy gives everything to whoever has it; version %s did not."
                .formatted(inForce.id(), better.id()));
  }

  /** The baseline's version, else the newest older one, of those that give less in everything. */
  private static Optional<Version> better(
      ManagedPolicy policy, Version inForce, BroadGrants broad, @Nullable ManagedPolicy baseline) {
    Stream<Version> good =
        baseline == null ? Stream.of() : policy.version(baseline.defaultVersion()).stream();
    List<Version> versions = policy.versions() == null ? List.of() : policy.versions();
    Stream<Version> older =
        versions.reversed().stream().filter(version -> version.number() < inForce.number());
    return Stream.concat(good, older)
        .filter(version -> !version.equals(inForce))
        .filter(version -> broad.in(version.document()).filter(List::isEmpty).isPresent())
        .filter(version -> !new SetDefaultPolicyVersion(inForce, version).widens())
        .findFirst();
  }

  private static Plan<ManagedPolicy, PolicyChange> byHand(
      Version inForce, Context<ManagedPolicy> context, String rationale) {
    String arn = context.ref().arn();
    return Plan.ticket(
        rationale,
        """
        aws iam get-policy-version --policy-arn %s --version-id %s
        Write the policy without the broad statements into policy.json, then:
        aws iam create-policy-version --policy-arn %s --policy-document file://policy.json \
        --set-as-default
        In CloudFormation or Terraform: change the document of the managed policy.\
        """
            .formatted(arn, inForce.id(), arn));
  }
}
