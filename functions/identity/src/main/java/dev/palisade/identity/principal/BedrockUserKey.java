package dev.palisade.identity.principal;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;

/**
 * An access key of a user that the console made for a Bedrock API key: such a user never needs one,
 * and giving it one is how an intruder turns a leaked model key into an identity that stays. Made
 * inactive at once.
 */
public final class BedrockUserKey implements Control<Principal, PrincipalChange> {

  private static final ControlSpec SPEC =
      control("IAM.BedrockUserKey")
          .title("Users made for Bedrock API keys have no access keys")
          .why(
              "With an access key, whoever made it acts as that user in all of AWS, also after the"
                  + " Bedrock key is gone.")
          .breaks("Whoever uses the access key; the user's Bedrock API key is not touched.")
          .atSource(
              "aws_iam_access_key of that user: remove it",
              "AWS::IAM::AccessKey of that user: remove it")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.ENFORCE)
          .reads(PrincipalFacet.ACCESS_KEYS)
          .calls(PrincipalCalls.UPDATE_ACCESS_KEY)
          .undoCalls(PrincipalCalls.UPDATE_ACCESS_KEY)
          .trigger(PrincipalCalls.keyCreated())
          .trigger(PrincipalCalls.onUser("UpdateAccessKey"))
          .standard(Standard.OWASP_LLM, "LLM02")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .source("https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html")
          .source("https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Principal, PrincipalChange> plan(Principal observed, Context<Principal> context) {
    Plan<Principal, PrincipalChange> off = LongLivedKey.off(observed);
    return off.isHeld() || !LongLivedKey.isBedrockUser(context.ref())
        ? Plan.holds()
        : off.because("A user made for a Bedrock API key has access keys as well.")
            .evidence("keys", LongLivedKey.about(observed))
            .aiBecause("a user made for a Bedrock API key");
  }
}
