package dev.palisade.models.endpoint;

import static dev.palisade.core.control.ControlSpec.control;
import static dev.palisade.core.control.Trigger.cloudTrail;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Call;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.models.endpoint.EndpointChange.CreateEndpointConfig;
import dev.palisade.models.endpoint.EndpointChange.UpdateEndpoint;
import java.util.List;
import java.util.Map;

/**
 * The storage of a live endpoint's instances is encrypted with a key of the account's. The key
 * stands in the endpoint's configuration, which can't be changed: a copy with the key is made, and
 * the endpoint moves to it.
 */
public final class EndpointEncryption implements Control<Endpoint, EndpointChange> {

  private static final String SUFFIX = "-kms";
  private static final int LONGEST_NAME = 63;

  private static final ControlSpec SPEC =
      control("SageMaker.EndpointEncryption")
          .title("Storage of live endpoints is encrypted with a key of the account's")
          .why(
              "The volumes hold the model and whatever it writes of requests. Only with a key of"
                  + " one's own can access be revoked and its use be seen.")
          .breaks(
              "SageMaker replaces all instances of the endpoint one after the other: for minutes"
                  + " both old and new ones are paid for, and the account needs room for them in"
                  + " its quota. The key's policy must let SageMaker use the key.")
          .atSource(
              "aws_sagemaker_endpoint_configuration, kms_key_arn: a key of the account's; it"
                  + " makes a new configuration, to which aws_sagemaker_endpoint moves",
              "AWS::SageMaker::EndpointConfig, KmsKeyId: a key of the account's; it makes a"
                  + " new configuration, to which AWS::SageMaker::Endpoint moves")
          .severity(Severity.MEDIUM)
          .autonomy(Autonomy.APPROVE)
          .reads(EndpointFacet.CONFIG)
          .calls(CreateEndpointConfig.CALL, UpdateEndpoint.CALL, UpdateEndpoint.ALSO)
          .calls(CreateEndpointConfig.ALSO.toArray(Call[]::new))
          .undoCalls(UpdateEndpoint.CALL, UpdateEndpoint.ALSO)
          .trigger(
              cloudTrail("sagemaker", "CreateEndpoint")
                  .resource(Endpoints.TYPE, "/requestParameters/endpointName"))
          .trigger(
              cloudTrail("sagemaker", "UpdateEndpoint")
                  .resource(Endpoints.TYPE, "/requestParameters/endpointName")
                  .restsOn(Trigger.Evidence.MODEL))
          .trigger(
              Trigger.finding("aws.sagemaker", "SageMaker Endpoint State Change", Map.of())
                  .resource(Endpoints.TYPE, "/EndpointName"))
          .standard(Standard.PROWLER, "sagemaker_endpoint_config_kms_encryption_enabled")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP03")
          .setting("kmsKey", "")
          .source(
              "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html")
          .source("https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Endpoint, EndpointChange> plan(Endpoint endpoint, Context<Endpoint> context) {
    Endpoint.Config config = endpoint.config();
    if (!endpoint.isLive()) {
      return Plan.holds();
    }
    if (config == null) {
      return unreadable(endpoint, context.ref());
    }
    if (!config.kmsKeyId().isEmpty()) {
      return Plan.holds();
    }
    List<String> local = config.withLocalDisk();
    if (!local.isEmpty() && local.size() == config.instanceTypes().size()) {
      // AWS refuses a key here: the disks are the instances' own and encrypted in hardware.
      return Plan.holds();
    }
    String key = context.settings().text("kmsKey");
    String obstacle = obstacle(endpoint, config, local, key, context.ref());
    Plan<Endpoint, EndpointChange> plan =
        obstacle.isEmpty() ? moved(config, key) : ticket(config, obstacle, context.ref());
    return plan.evidence("configuration", config.name())
        .evidence("instanceTypes", config.instanceTypes())
        .evidence("status", String.valueOf(endpoint.status()));
  }

  private static Plan<Endpoint, EndpointChange> moved(Endpoint.Config config, String key) {
    Endpoint.Config next = config.encryptedAs(newName(config.name()), key);
    return Plan.<Endpoint, EndpointChange>mend(
            List.of(new CreateEndpointConfig(config, next), new UpdateEndpoint(config, next)))
        .because(
            "The storage of the endpoint's instances is encrypted with no key of the account's."
                + " Configuration "
                + config.name()
                + " stays for the way back; an undo leaves "
                + next.name()
                + " behind too.")
        .ask("SageMaker replaces all instances of the endpoint, which costs double for minutes.");
  }

  // What makes AWS refuse, or Palisade have to do more than it may.
  private static String obstacle(
      Endpoint endpoint, Endpoint.Config config, List<String> local, String key, ResourceRef ref) {
    if (key.isEmpty()) {
      return "policy names no key for it (setting kmsKey)";
    }
    if (Arn.looksLike(key) && !Arn.parse(key).region().equals(ref.region())) {
      return "the key that policy names is in another region";
    }
    if (!local.isEmpty()) {
      return "some variants run on instances with disks of their own, for which AWS takes no key: "
          + String.join(", ", local);
    }
    if (!config.passedRole().isEmpty()) {
      return "its configuration hands SageMaker a role, and Palisade hands on no roles";
    }
    return "UpdateRollbackFailed".equals(endpoint.status())
        ? "it is stuck after an update that failed"
        : "";
  }

  private static Plan<Endpoint, EndpointChange> ticket(
      Endpoint.Config config, String obstacle, ResourceRef ref) {
    return Plan.ticket(
        "The storage of the endpoint's instances is encrypted with no key of the account's, and "
            + obstacle
            + ".",
        """
        1. Write the configuration down, add "KmsKeyId" and another "EndpointConfigName", and take \
        out "EndpointConfigArn" and "CreationTime":
           aws sagemaker describe-endpoint-config --endpoint-config-name %1$s --region %2$s > c.json
        2. Make the new one, and move the endpoint to it:
           aws sagemaker create-endpoint-config --region %2$s --cli-input-json file://c.json
           aws sagemaker update-endpoint --endpoint-name %3$s --region %2$s \
        --endpoint-config-name %4$s
        Variants on instances with disks of their own (NVMe: g4dn, g5, p4d, c5d …) take no key: \
        give them a configuration and endpoint of their own.
        Terraform: kms_key_arn of aws_sagemaker_endpoint_configuration. CloudFormation: KmsKeyId of \
        AWS::SageMaker::EndpointConfig.
        """
            .formatted(config.name(), ref.region(), ref.id(), newName(config.name())));
  }

  private static Plan<Endpoint, EndpointChange> unreadable(Endpoint endpoint, ResourceRef ref) {
    return Plan.<Endpoint, EndpointChange>ticket(
            "The endpoint runs by a configuration that was deleted, so nobody can tell whether its"
                + " storage is encrypted with a key of the account's.",
            "Make a configuration with KmsKeyId for the same models, and move the endpoint to it:\n"
                + "aws sagemaker update-endpoint --endpoint-name %s --region %s"
                    .formatted(ref.id(), ref.region())
                + " --endpoint-config-name NEW")
        .evidence("status", String.valueOf(endpoint.status()));
  }

  private static String newName(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_NAME - SUFFIX.length())) + SUFFIX;
  }
}
