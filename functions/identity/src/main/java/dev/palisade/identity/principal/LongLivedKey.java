package dev.palisade.identity.principal;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.principal.Principal.AccessKey;
import dev.palisade.identity.principal.PrincipalChange.UpdateAccessKey;
import java.util.List;
import java.util.Map;

/**
 * An active access key of an AI workload's user: made inactive when a person agrees. Users made for
 * Bedrock API keys are {@link BedrockUserKey}'s.
 */
public final class LongLivedKey implements Control<Principal, PrincipalChange> {

  private static final ControlSpec SPEC =
      control("IAM.LongLivedKey")
          .title("Users of AI workloads have no long-lived access keys")
          .why(
              "Keys end up in notebooks, images and repositories, and open the workload from"
                  + " anywhere until somebody notices.")
          .breaks("Programs that sign in with the key; they need a role.")
          .atSource(
              "aws_iam_access_key: remove it, and give the program a role; until then status"
                  + " = Inactive",
              "AWS::IAM::AccessKey: remove it, and give the program a role; until then"
                  + " Status: Inactive")
          .severity(Severity.MEDIUM)
          .autonomy(Autonomy.APPROVE)
          .reads(PrincipalFacet.ACCESS_KEYS)
          .calls(PrincipalCalls.UPDATE_ACCESS_KEY)
          .undoCalls(PrincipalCalls.UPDATE_ACCESS_KEY)
          .trigger(PrincipalCalls.keyCreated())
          .trigger(PrincipalCalls.onUser("UpdateAccessKey"))
          .trigger(PrincipalCalls.userTagged())
          .standard(Standard.PROWLER, "iam_user_with_temporary_credentials")
          .standard(Standard.OWASP_LLM, "LLM02")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html")
          .source("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Principal, PrincipalChange> plan(Principal observed, Context<Principal> context) {
    Plan<Principal, PrincipalChange> off = off(observed);
    return off.isHeld() || isBedrockUser(context.ref())
        ? Plan.holds()
        : off.because("The user has active access keys, which never expire.")
            .evidence("keys", about(observed));
  }

  /** By its name, which the control sees without a call; the ARN says the same. */
  static boolean isBedrockUser(ResourceRef ref) {
    return ref.id().startsWith(Principal.BEDROCK_USER);
  }

  /** Makes all active keys inactive; a plan that holds where there are none. */
  static Plan<Principal, PrincipalChange> off(Principal observed) {
    return Plan.mend(
        active(observed).stream()
            .map(key -> new UpdateAccessKey(key.id(), key.status(), Principal.INACTIVE))
            .toList());
  }

  static List<Map<String, String>> about(Principal observed) {
    return active(observed).stream()
        .map(key -> Map.of("id", key.id(), "created", key.created().toString()))
        .toList();
  }

  private static List<AccessKey> active(Principal observed) {
    List<AccessKey> keys = observed.accessKeys();
    return !observed.exists() || keys == null
        ? List.of()
        : keys.stream().filter(key -> key.status().equals(Principal.ACTIVE)).toList();
  }
}
