package dev.palisade.infra.member;

import dev.palisade.infra.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnStackSet;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * Carries the governed accounts' stacks to organizational units: service-managed StackSets that
 * also deploy to accounts that join later. Roles go once per account, rules to every governed
 * region.
 */
public final class RolloutStack extends Stack {

  private final Installation installation;

  /** The stack for an installation whose organizational units are named. */
  public RolloutStack(Construct scope, String id, StackProps props, Installation installation) {
    super(scope, id, props);
    this.installation = installation;
    CfnStackSet roles =
        stackSet(
            "PalisadeRoles",
            List.of(Installation.HOME_REGION),
            (app, inner) -> new RolesStack(app, "PalisadeRoles", inner, installation));
    CfnStackSet rules =
        stackSet(
            "PalisadeRules",
            installation.regions(),
            (app, inner) -> new RulesStack(app, "PalisadeRules", inner, installation));
    // A rule names the forwarding role as soon as it is created.
    rules.addResourceDependency(roles);
  }

  private CfnStackSet stackSet(
      String name, List<String> regions, BiFunction<App, StackProps, Stack> stack) {
    Asset template =
        Asset.Builder.create(this, name + "Template").path(template(stack).toString()).build();
    return CfnStackSet.Builder.create(this, name)
        .stackSetName(name)
        .description("Palisade in governed accounts")
        .permissionModel("SERVICE_MANAGED")
        .callAs(installation.delegated() ? "DELEGATED_ADMIN" : "SELF")
        .capabilities(List.of("CAPABILITY_NAMED_IAM"))
        .templateUrl(template.getHttpUrl())
        .autoDeployment(
            CfnStackSet.AutoDeploymentProperty.builder()
                .enabled(true)
                .retainStacksOnAccountRemoval(false)
                .build())
        .managedExecution(Map.of("Active", true))
        .operationPreferences(
            CfnStackSet.OperationPreferencesProperty.builder()
                .failureTolerancePercentage(10)
                .maxConcurrentPercentage(25)
                .regionConcurrencyType("PARALLEL")
                .build())
        .stackInstancesGroup(
            List.of(
                CfnStackSet.StackInstancesProperty.builder()
                    .deploymentTargets(
                        CfnStackSet.DeploymentTargetsProperty.builder()
                            .organizationalUnitIds(installation.units())
                            .build())
                    .regions(regions)
                    .build()))
        .build();
  }

  /** The template by itself, without what only an account that CDK bootstrapped has. */
  private static Path template(BiFunction<App, StackProps, Stack> stack) {
    // An output folder of its own: the CDK command line's belongs to the outer app.
    App app = App.Builder.create().outdir(folder()).autoSynth(false).build();
    StackProps props =
        StackProps.builder()
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build();
    Stack made = stack.apply(app, props);
    return Path.of(app.synth().getDirectory(), made.getTemplateFile());
  }

  private static String folder() {
    try {
      return Files.createTempDirectory("palisade-rollout").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
