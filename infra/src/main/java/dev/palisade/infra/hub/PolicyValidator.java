package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;

/**
 * The function that AppConfig asks whether a policy is right before it deploys one. It may write
 * its log and nothing else.
 */
final class PolicyValidator {

  /** The function is {@code palisade-<name>}. */
  static final String NAME = "policy-validator";

  /** What AppConfig gives a validator. */
  private static final Duration LONGEST = Duration.seconds(15);

  private PolicyValidator() {}

  static HubFunction function(Construct scope, Keys keys, Installation installation) {
    HubFunction function =
        new HubFunction(
            scope,
            new HubFunction.Kind(
                NAME,
                "policy",
                "dev.palisade.policy.ValidatorHandler",
                "Tells AppConfig whether a policy of Palisade's is right",
                LONGEST,
                Map.of()),
            keys,
            installation);
    function.alias.addPermission(
        "AppConfig",
        Permission.builder()
            .principal(new ServicePrincipal("appconfig.amazonaws.com"))
            .sourceAccount(installation.hub())
            .build());
    return function;
  }
}
