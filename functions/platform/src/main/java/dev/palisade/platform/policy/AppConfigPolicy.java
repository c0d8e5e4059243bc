package dev.palisade.platform.policy;

import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.PolicyFile;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;
import software.amazon.lambda.powertools.parameters.appconfig.AppConfigProvider;

/**
 * The policy in force, from AppConfig, kept for a minute. When it can't be read, Palisade fails
 * closed: the last policy that was read stays in force, and where none was, a person is asked
 * before every change.
 */
public final class AppConfigPolicy implements Supplier<Policy> {

  private static final Logger LOG = LoggerFactory.getLogger(AppConfigPolicy.class);
  private static final int SECONDS_KEPT = 60;

  /** What is in force while no policy can be read. */
  public static final Policy CAUTIOUS =
      new Policy(1, Mode.APPROVE, Map.of(), Map.of(), null, List.of(), null, null, null, null);

  private final AppConfigProvider provider;
  private final String profile;
  private @Nullable String text;
  private Policy policy = CAUTIOUS;

  /** The policy that a deployment names, read under a function's own role. */
  public static AppConfigPolicy of(AwsSession own, Deployment deployment) {
    return new AppConfigPolicy(
        AppConfigProvider.builder()
            .withClient(own.client(AppConfigDataClient.builder()))
            .withApplication(deployment.get(DeploymentVariables.POLICY_APPLICATION))
            .withEnvironment(deployment.get(DeploymentVariables.POLICY_ENVIRONMENT))
            .build(),
        deployment.get(DeploymentVariables.POLICY_PROFILE));
  }

  /** The policy of a configuration profile. */
  public AppConfigPolicy(AppConfigProvider provider, String profile) {
    this.provider = provider;
    this.profile = profile;
  }

  @Override
  public synchronized Policy get() {
    try {
      String now = provider.withMaxAge(SECONDS_KEPT, ChronoUnit.SECONDS).get(profile);
      if (now != null && !now.equals(text)) {
        policy = PolicyFile.parse(now);
        text = now;
      }
    } catch (RuntimeException e) {
      LOG.error("policy can't be read; going on with the last one, or asking always", e);
    }
    return policy;
  }
}
