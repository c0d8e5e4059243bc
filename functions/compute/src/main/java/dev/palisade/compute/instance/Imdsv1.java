package dev.palisade.compute.instance;

import static dev.palisade.core.control.ControlSpec.control;
import static dev.palisade.core.control.Trigger.cloudTrail;

import dev.palisade.compute.instance.InstanceChange.SetHttpTokens;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.plan.Plan;
import java.util.List;

/**
 * Instances of AI workloads answer metadata requests with a token only. The hop limit is evidence,
 * not a finding: containers need 2, and without IMDSv1 it protects no longer alone.
 */
public final class Imdsv1 implements Control<Instance, InstanceChange> {

  private static final ControlSpec SPEC =
      control("EC2.Imdsv1")
          .title("Instances of AI workloads hand out credentials only to requests with a token")
          .why(
              "A model server or notebook that fetches a URL for somebody fetches the instance's"
                  + " credentials too, as long as a plain GET is enough.")
          .breaks(
              "Software that still uses IMDSv1 (old SDKs, scripts with a plain curl) loses its"
                  + " credentials. The CloudWatch metric MetadataNoToken of the instance counts"
                  + " such requests: zero over two weeks means that nothing uses it.")
          .atSource(
              "aws_instance or aws_launch_template, metadata_options.http_tokens = required",
              "AWS::EC2::Instance, MetadataOptions.HttpTokens: required;"
                  + " AWS::EC2::LaunchTemplate, LaunchTemplateData.MetadataOptions.HttpTokens:"
                  + " required")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.APPROVE)
          .reads(InstanceFacet.METADATA)
          .calls(SetHttpTokens.CALL)
          .undoCalls(SetHttpTokens.CALL)
          .trigger(
              cloudTrail("ec2", "RunInstances")
                  .resource(Instances.TYPE, "/responseElements/instancesSet/items/*/instanceId")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(
              cloudTrail("ec2", "ModifyInstanceMetadataOptions")
                  .resource(
                      Instances.TYPE,
                      "/requestParameters/ModifyInstanceMetadataOptionsRequest/InstanceId")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(
              cloudTrail("ec2", "CreateTags")
                  .resource(
                      Instances.TYPE, "/requestParameters/resourcesSet/items/*/resourceId", "i-"))
          .standard(Standard.SECURITY_HUB, "EC2.8")
          .standard(Standard.PROWLER, "ec2_instance_imdsv2_enabled")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .source(
              "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html")
          .source(
              "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Instance, InstanceChange> plan(Instance instance, Context<Instance> context) {
    MetadataOptions options = instance.metadata();
    if (options == null || !options.answersWithoutToken()) {
      return Plan.holds();
    }
    return Plan.<Instance, InstanceChange>mend(
            List.of(new SetHttpTokens(options.httpTokens(), MetadataOptions.REQUIRED)))
        .because(
            "The instance answers metadata requests without a token; with tokens required, a"
                + " request that somebody makes it send no longer yields credentials.")
        .evidence("httpTokens", options.httpTokens())
        .evidence("httpEndpoint", options.httpEndpoint())
        .evidence("hopLimit", options.hopLimit())
        .evidence("credentialsOf", instance.profile() == null ? "no role" : instance.profile())
        .ask(
            "Software on the instance that still asks without a token loses its credentials:"
                + " check the metric MetadataNoToken first.");
  }
}
