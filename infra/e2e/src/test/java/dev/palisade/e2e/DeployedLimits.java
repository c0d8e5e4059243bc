package dev.palisade.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.appconfig.AppConfigClient;

/**
 * The policy's brakes, as an operator sets them: a test run opens in minutes what an account opens
 * in weeks, and would be stopped by the defaults, as it should be.
 */
final class DeployedLimits {

  private DeployedLimits() {}

  /** Deploys the policy in force with higher limits, before any function has read it. */
  static void raise(LocalSystem system) {
    change(
        system,
        policy -> {
          ObjectNode limits = policy.withObject("/limits");
          limits.put("writes-per-account-and-hour", 500);
          limits.put("writes-per-control-and-hour", 500);
          limits.put("backlog-writes", 500);
        });
  }

  /** Deploys the policy in force with a change; functions read it within a minute. */
  static void change(LocalSystem system, Consumer<ObjectNode> change) {
    AppConfigClient config = system.clients().hub(AppConfigClient.builder());
    String application = system.output("PalisadePolicyApplication");
    String environment = system.output("PalisadePolicyEnvironment");
    String profile = system.output("PalisadePolicyProfile");
    int latest =
        config
            .listHostedConfigurationVersions(
                b -> b.applicationId(application).configurationProfileId(profile))
            .items()
            .stream()
            .mapToInt(one -> one.versionNumber())
            .max()
            .orElse(1);
    ObjectNode policy =
        (ObjectNode)
            LocalSystem.read(
                config
                    .getHostedConfigurationVersion(b ->
                        b.applicationId(application)
                            .configurationProfileId(profile)
                            .versionNumber(latest))
                    .content()
                    .asUtf8String());
    change.accept(policy);
    int version =
        config
            .createHostedConfigurationVersion(b ->
                b.applicationId(application)
                    .configurationProfileId(profile)
                    .contentType("application/json")
                    .content(SdkBytes.fromUtf8String(policy.toString())))
            .versionNumber();
    String strategy =
        config.listDeploymentStrategies(b -> {}).items().stream()
            .filter(one -> one.name().equals("palisade-policy"))
            .findFirst()
            .orElseThrow()
            .id();
    config.startDeployment(b ->
        b.applicationId(application)
            .environmentId(environment)
            .configurationProfileId(profile)
            .configurationVersion(String.valueOf(version))
            .deploymentStrategyId(strategy));
  }
}
