package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/**
 * The front desk for the command line: whoever may invoke it says who they are by a presigned call,
 * and policy says what they may.
 */
final class DeskFunction {

  private DeskFunction() {}

  static HubFunction function(Construct scope, HubParts hub, Installation installation) {
    HubFunction function =
        new HubFunction(
            scope,
            new HubFunction.Kind(
                "desk",
                "desk",
                "dev.palisade.desk.DeskHandler",
                "Acts for people at the command line",
                Duration.seconds(30),
                Map.of(DeploymentVariables.HUB, installation.hub())),
            hub.keys(),
            installation);
    return serves(function, hub);
  }

  /** What every function needs that acts for people: the table, the bus, policy. */
  static HubFunction serves(HubFunction function, HubParts hub) {
    return function
        .keepsTable(hub.records())
        .readsPolicy(hub.policy())
        .knows(DeploymentVariables.BUS, hub.bus().getEventBusArn())
        .mayDo(List.of("events:PutEvents"), hub.bus().getEventBusArn());
  }
}
