package dev.palisade.infra.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.core.policy.PolicyFile;
import dev.palisade.infra.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import software.amazon.awscdk.services.appconfig.CfnApplication;
import software.amazon.awscdk.services.appconfig.CfnConfigurationProfile;
import software.amazon.awscdk.services.appconfig.CfnDeployment;
import software.amazon.awscdk.services.appconfig.CfnDeploymentStrategy;
import software.amazon.awscdk.services.appconfig.CfnEnvironment;
import software.amazon.awscdk.services.appconfig.CfnHostedConfigurationVersion;
import software.constructs.Construct;

/**
 * The policy file in AppConfig. It is written as YAML and deployed as JSON, so that functions need
 * no YAML parser and AppConfig can check it against a schema.
 */
final class DeployedPolicy extends Construct {

  final String application;
  final String environment;
  final String profile;

  DeployedPolicy(Construct scope, HubFunction validator, Installation installation) {
    super(scope, "Policy");
    application =
        CfnApplication.Builder.create(this, "Application")
            .name("palisade")
            .description("Palisade's policy")
            .build()
            .getRef();
    environment =
        CfnEnvironment.Builder.create(this, "Environment")
            .applicationId(application)
            .name("hub")
            .build()
            .getRef();
    profile =
        CfnConfigurationProfile.Builder.create(this, "Profile")
            .applicationId(application)
            .name("policy")
            .locationUri("hosted")
            .type("AWS.Freeform")
            .validators(
                List.of(
                    CfnConfigurationProfile.ValidatorsProperty.builder()
                        .type("LAMBDA")
                        .content(validator.alias.getFunctionArn())
                        .build()))
            .build()
            .getRef();
    CfnHostedConfigurationVersion version =
        CfnHostedConfigurationVersion.Builder.create(this, "Version")
            .applicationId(application)
            .configurationProfileId(profile)
            .contentType("application/json")
            .content(json(installation))
            .build();
    CfnDeployment.Builder.create(this, "Deployment")
        .applicationId(application)
        .environmentId(environment)
        .configurationProfileId(profile)
        .configurationVersion(version.getRef())
        .deploymentStrategyId(strategy(installation).getRef())
        .build();
  }

  /** On AWS a fifth of the readers every two minutes, then a watch; locally at once. */
  private CfnDeploymentStrategy strategy(Installation installation) {
    boolean local = installation.local();
    return CfnDeploymentStrategy.Builder.create(this, "Strategy")
        .name("palisade-policy")
        .deploymentDurationInMinutes(local ? 0 : 10)
        .growthFactor(local ? 100 : 20)
        .finalBakeTimeInMinutes(local ? 0 : 5)
        .replicateTo("NONE")
        .build();
  }

  private static String json(Installation installation) {
    try {
      Object read = new YAMLMapper().readValue(installation.policy().toFile(), Object.class);
      String json = new ObjectMapper().writeValueAsString(read);
      // The functions' own reader: what it refuses must not be deployed.
      PolicyFile.parse(json);
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException("the policy " + installation.policy() + " is unreadable", e);
    }
  }
}
