package dev.palisade.models.logging;

import static dev.palisade.core.control.ControlSpec.control;
import static dev.palisade.core.control.Trigger.cloudTrail;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Settings;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.plan.Plan;
import dev.palisade.models.logging.LoggingChange.DeleteInvocationLogging;
import dev.palisade.models.logging.LoggingChange.PutInvocationLogging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock writes down who asks models what: the logging that was there, or that policy names, is
 * put back. Where neither is known, an account that logs nothing may simply not use Bedrock; only
 * an event that says that logging was deleted makes it a finding.
 */
public final class LostLogging implements Control<InvocationLogging, LoggingChange> {

  /** The fact that an event told of a deletion. */
  static final String DELETED = "deleted";

  private static final ControlSpec SPEC =
      control("Bedrock.InvocationLogging")
          .title("Bedrock's model invocation logging is on and goes where it went")
          .why(
              "Stolen credentials are first used to switch it off: without it nobody sees prompts,"
                  + " answers and who pays for whose model use.")
          .breaks(
              "Nothing stops. Prompts and answers are written to the destination again, which costs"
                  + " storage; somebody who moved the logs on purpose sees them move back.")
          .atSource(
              "aws_bedrock_model_invocation_logging_configuration, logging_config: the"
                  + " destination that was there; the resource is not removed",
              "CloudFormation has no resource type for it: change the custom resource or"
                  + " script that calls PutModelInvocationLoggingConfiguration or"
                  + " DeleteModelInvocationLoggingConfiguration")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.ENFORCE)
          .reads(LoggingFacet.CONFIG)
          .calls(PutInvocationLogging.CALL, PutInvocationLogging.PASS_ROLE)
          .undoCalls(
              PutInvocationLogging.CALL,
              PutInvocationLogging.PASS_ROLE,
              DeleteInvocationLogging.CALL)
          .trigger(
              cloudTrail("bedrock", "DeleteModelInvocationLoggingConfiguration")
                  .oncePerRegion(Loggings.TYPE)
                  .fact(DELETED, "/eventName")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(
              cloudTrail("bedrock", "PutModelInvocationLoggingConfiguration")
                  .oncePerRegion(Loggings.TYPE))
          .trigger(
              Trigger.finding(
                      "aws.guardduty",
                      "GuardDuty Finding",
                      Map.of("/type", List.of("DefenseEvasion:IAMUser/BedrockLoggingDisabled")))
                  .oncePerRegion(Loggings.TYPE)
                  .fact(DELETED, "/type"))
          .standard(Standard.PROWLER, "bedrock_model_invocation_logging_enabled")
          .standard(Standard.OWASP_LLM, "LLM10")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP04", "GENSEC03-BP01")
          .setting("s3Bucket", "")
          .setting("s3Prefix", "")
          .setting("logGroup", "")
          .setting("roleArn", "")
          .source(
              "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html")
          .source(
              "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<InvocationLogging, LoggingChange> plan(
      InvocationLogging observed, Context<InvocationLogging> context) {
    @Nullable LoggingConfig now = observed.config();
    @Nullable LoggingConfig good = context.baseline() == null ? null : context.baseline().config();
    if (good != null) {
      return restored(now, good, "as it last was");
    }
    @Nullable LoggingConfig wanted = fromPolicy(context.settings());
    if (wanted == null) {
      return unknown(now, context);
    }
    Plan<InvocationLogging, LoggingChange> plan = restored(now, wanted, "as policy names it");
    return now != null && now.leadsElsewhereThan(wanted) && !plan.isHeld()
        ? plan.ask("Somebody may read the logs where they go now.")
        : plan;
  }

  private static Plan<InvocationLogging, LoggingChange> restored(
      @Nullable LoggingConfig now, LoggingConfig good, String as) {
    if (now == null) {
      return mend(null, good, Set.of("nothing is logged"), as);
    }
    Set<String> lacks = now.lacks(good);
    return lacks.isEmpty() ? Plan.holds() : mend(now, now.with(good), lacks, as);
  }

  private static Plan<InvocationLogging, LoggingChange> mend(
      @Nullable LoggingConfig now, LoggingConfig after, Set<String> lacks, String as) {
    return Plan.<InvocationLogging, LoggingChange>mend(
            List.of(new PutInvocationLogging(now, after)))
        .because("Model invocation logging is put back " + as + ".")
        .evidence("lost", List.copyOf(lacks));
  }

  // Nothing tells what it should be, so nothing can be put back.
  private static Plan<InvocationLogging, LoggingChange> unknown(
      @Nullable LoggingConfig now, Context<InvocationLogging> context) {
    if (now == null) {
      String deleted = context.facts().getOrDefault(DELETED, "");
      return deleted.isEmpty()
          ? Plan.holds()
          : Plan.<InvocationLogging, LoggingChange>ticket(
                  "Model invocation logging was deleted, and neither a baseline nor policy says"
                      + " what it was.",
                  steps(context))
              .evidence("told by", deleted);
    }
    Set<String> off = now.lacks(EVERYTHING);
    return off.isEmpty()
        ? Plan.holds()
        : Plan.<InvocationLogging, LoggingChange>ticket(
                "Model invocation logging leaves content out, and neither a baseline nor policy"
                    + " says whether it should.",
                steps(context))
            .evidence("left out", List.copyOf(off));
  }

  private static final LoggingConfig EVERYTHING =
      new LoggingConfig(true, true, true, null, null, null, null);

  private static @Nullable LoggingConfig fromPolicy(Settings settings) {
    String bucket = settings.text("s3Bucket");
    String group = settings.text("logGroup");
    String role = settings.text("roleArn");
    boolean logs = !group.isEmpty() && !role.isEmpty();
    if (bucket.isEmpty() && !logs) {
      return null;
    }
    return new LoggingConfig(
        true,
        true,
        true,
        null,
        null,
        bucket.isEmpty() ? null : new LoggingConfig.Bucket(bucket, settings.text("s3Prefix")),
        logs ? new LoggingConfig.LogGroup(group, role, null) : null);
  }

  private static String steps(Context<InvocationLogging> context) {
    return """
    1. Set it, with a bucket that Bedrock may write to:
       aws bedrock put-model-invocation-logging-configuration --region %1$s --logging-config \
    '{"s3Config":{"bucketName":"BUCKET","keyPrefix":"bedrock"},"textDataDeliveryEnabled":true,\
    "imageDataDeliveryEnabled":true,"embeddingDataDeliveryEnabled":true}'
    2. Name the destination in Palisade's policy (controls, %2$s: s3Bucket and s3Prefix, or \
    logGroup and roleArn), so that it is put back the next time.
    Terraform: resource aws_bedrock_model_invocation_logging_configuration, once per region.
    """
        .formatted(context.ref().region(), SPEC.id());
  }
}
