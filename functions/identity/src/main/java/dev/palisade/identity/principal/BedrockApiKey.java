package dev.palisade.identity.principal;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.control.Trigger.Evidence;
import dev.palisade.core.plan.Plan;
import dev.palisade.identity.principal.Principal.BedrockKey;
import dev.palisade.identity.principal.PrincipalChange.UpdateServiceSpecificCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A long-term Bedrock API key: made inactive, which can be undone, where deleting can't. Keys that
 * were just made go at once, since nothing can depend on them yet; older ones ask.
 */
public final class BedrockApiKey implements Control<Principal, PrincipalChange> {

  /** Keys that expire within this many days of their making are tolerated; 0 tolerates none. */
  private static final String MAX_AGE = "maxAgeDays";

  /** Keys older than this many hours may be in use, so that a person is asked. */
  private static final String IN_USE = "inUseAfterHours";

  private static final ControlSpec SPEC =
      control("IAM.BedrockApiKey")
          .title("There are no long-term Bedrock API keys")
          .why(
              "Such a key calls models for whoever holds it, from anywhere, until it expires;"
                  + " leaked ones are sold and run up bills.")
          .breaks("Programs that call Bedrock with the key; they need a role or a short-term key.")
          .atSource(
              "aws_iam_service_specific_credential for bedrock.amazonaws.com: remove it, and"
                  + " use a role or short-term keys",
              "CloudFormation has no resource type for it: change the custom resource or"
                  + " script that calls CreateServiceSpecificCredential, to use a role or"
                  + " short-term keys")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.ENFORCE)
          .reads(PrincipalFacet.BEDROCK_KEYS)
          .calls(PrincipalCalls.UPDATE_BEDROCK_KEY)
          .undoCalls(PrincipalCalls.UPDATE_BEDROCK_KEY)
          .trigger(
              Trigger.cloudTrail("iam", "CreateServiceSpecificCredential")
                  .where(
                      "/responseElements/serviceSpecificCredential/serviceName",
                      "bedrock.amazonaws.com")
                  .resource(Principal.USER, "/responseElements/serviceSpecificCredential/userName"))
          .trigger(PrincipalCalls.onUser("UpdateServiceSpecificCredential").restsOn(Evidence.MODEL))
          .standard(Standard.PROWLER, "bedrock_api_key_no_long_term_credentials")
          .standard(Standard.OWASP_LLM, "LLM10")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .setting(MAX_AGE, 0)
          .setting(IN_USE, 24)
          .source("https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html")
          .source(
              "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Principal, PrincipalChange> plan(Principal observed, Context<Principal> context) {
    List<BedrockKey> keys = observed.bedrockKeys();
    if (!observed.exists() || keys == null) {
      return Plan.holds();
    }
    Duration tolerated = Duration.ofDays(context.settings().number(MAX_AGE));
    List<BedrockKey> found =
        keys.stream()
            .filter(key -> key.status().equals(Principal.ACTIVE))
            .filter(key -> isLong(key, tolerated, context.now()))
            .toList();
    Instant settled = context.now().minus(Duration.ofHours(context.settings().number(IN_USE)));
    List<BedrockKey> fresh = found.stream().filter(key -> key.created().isAfter(settled)).toList();
    if (found.isEmpty()) {
      return Plan.holds();
    }
    if (fresh.isEmpty()) {
      return off(found).ask("The keys are not new, so programs may be using them.");
    }
    return fresh.size() < found.size() ? off(fresh).leavingMore() : off(fresh);
  }

  private static boolean isLong(BedrockKey key, Duration tolerated, Instant now) {
    Instant expires = key.expires();
    return expires == null
        || (expires.isAfter(now) && expires.isAfter(key.created().plus(tolerated)));
  }

  private static Plan<Principal, PrincipalChange> off(List<BedrockKey> keys) {
    return Plan.<Principal, PrincipalChange>mend(
            keys.stream()
                .map(key ->
                    new UpdateServiceSpecificCredential(key.id(), key.status(), Principal.INACTIVE))
                .toList())
        .because("The user has long-term Bedrock API keys.")
        .evidence("keys", keys)
        .aiBecause("a Bedrock API key calls models for whoever holds it");
  }
}
