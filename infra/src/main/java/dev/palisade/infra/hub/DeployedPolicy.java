package dev.palisade.infra.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.infra.Installation;
import dev.palisade.policy.Catalogue;
import dev.palisade.policy.PolicyCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Annotations;
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

  private static final String UNIT_ACCOUNTS = "unit-accounts";

  final String application;
  final String environment;
  final String profile;

  /** What puts a version into force; what must see that is deployed before it. */
  final CfnDeployment deployment;

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
                    // What is misspelt is refused at once; what makes no sense, by the function.
                    CfnConfigurationProfile.ValidatorsProperty.builder()
                        .type("JSON_SCHEMA")
                        .content(PolicyCheck.schema())
                        .build(),
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
    deployment =
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

  /**
   * The policy as JSON, with the accounts of its units.
   *
   * @throws IllegalArgumentException naming every line that is wrong: what the functions can't
   *     read, or what makes no sense, must not be deployed
   */
  private String json(Installation installation) {
    PolicyCheck check = PolicyCheck.of(text(installation), Catalogue.bundled());
    if (!check.isRight()) {
      throw new IllegalArgumentException(
          check.errors().stream()
              .map(one -> "%n%s:%s".formatted(installation.policy(), one.text()))
              .collect(Collectors.joining()));
    }
    check.complaints().forEach(one -> Annotations.of(this).addInfo("policy.yaml:" + one.text()));
    ObjectNode policy = check.text().json().deepCopy();
    if (!policy.has(UNIT_ACCOUNTS) && !installation.unitAccounts().isEmpty()) {
      policy.set(UNIT_ACCOUNTS, new ObjectMapper().valueToTree(sorted(installation)));
    }
    return policy.toString();
  }

  private static TreeMap<String, List<String>> sorted(Installation installation) {
    return new TreeMap<>(installation.unitAccounts());
  }

  private static String text(Installation installation) {
    try {
      return Files.readString(installation.policy());
    } catch (IOException e) {
      throw new UncheckedIOException("the policy " + installation.policy() + " is unreadable", e);
    }
  }
}
