package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/**
 * The function that posts every stage of a case to the operator's receiver, signed, and its queue
 * of notices. It reads the table and its secret, and writes nothing. The secret is put by the
 * operator; {@code docs/webhook.md} says how.
 */
final class Webhook extends Construct {

  /** The function, its queue, and the secret {@code palisade/webhook}. */
  private static final String NAME = "webhook";

  /** One more than the function itself tries, with growing waits. */
  private static final int TRIES = 25;

  /** Ten messages of which none is answered within ten seconds. */
  private static final Duration TIMEOUT = Duration.seconds(120);

  final WorkQueue queue;
  final HubFunction function;

  Webhook(Construct scope, HubParts hub, Installation installation) {
    super(scope, "Webhook");
    queue = new WorkQueue(this, NAME, TIMEOUT, TRIES, hub.keys(), installation);
    function =
        new HubFunction(
                this,
                new HubFunction.Kind(
                    NAME,
                    NAME,
                    "dev.palisade.webhook.WebhookHandler",
                    "Posts every stage of a case to the receiver that is subscribed, signed",
                    TIMEOUT,
                    Map.of(DeploymentVariables.HUB, installation.hub())),
                hub.keys(),
                installation)
            .worksOff(queue)
            .knows(DeploymentVariables.QUEUE, queue.queue.getQueueUrl())
            .knows(DeploymentVariables.DEAD_LETTERS, queue.dead.getQueueUrl())
            .mayDo(List.of("sqs:SendMessage"), queue.dead.getQueueArn())
            .mayDo(List.of("kms:GenerateDataKey"), hub.keys().messages.getKeyArn())
            .knows(DeploymentVariables.WEBHOOK_SECRET, "palisade/" + NAME)
            .readsTable(hub.records())
            .readsSecret(NAME);
    if (installation.local()) {
      function.knows(DeploymentVariables.WEBHOOK_LOCALHOST, "true");
    }
  }
}
