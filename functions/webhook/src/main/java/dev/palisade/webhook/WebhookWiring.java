package dev.palisade.webhook;

import dev.palisade.core.cases.Case;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.DeadLetters;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.store.CaseBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the parts of the webhook's function together, as the deployment says. */
final class WebhookWiring {

  /** Ten messages of a batch, none answered, end within the function's time. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Deployment deployment = Deployment.ofThisProcess();
  private final InstantSource clock = InstantSource.system();
  private final AwsSession own =
      Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
  private final SqsClient sqs = own.client(SqsClient.builder());
  private final boolean localhost = deployment.has(DeploymentVariables.WEBHOOK_LOCALHOST);

  private WebhookWiring() {}

  static WebhookWiring ofThisProcess() {
    return new WebhookWiring();
  }

  Function<String, Optional<Case>> cases() {
    CaseBook book =
        new CaseBook(
            own.client(DynamoDbClient.builder()), deployment.get(DeploymentVariables.TABLE), clock);
    return book::find;
  }

  Subscriptions subscriptions() {
    return new Subscriptions(
        own.client(SecretsManagerClient.builder()),
        deployment.get(DeploymentVariables.WEBHOOK_SECRET),
        localhost,
        clock);
  }

  Receiver receiver() {
    return new Receiver(PATIENCE, localhost, clock);
  }

  DeadLetters deadLetters() {
    return new DeadLetters(sqs, deployment.get(DeploymentVariables.DEAD_LETTERS));
  }

  WebhookHandler.Visibility visibility() {
    String queue = deployment.get(DeploymentVariables.QUEUE);
    return (message, time) ->
        sqs.changeMessageVisibility(b ->
            b.queueUrl(queue)
                .receiptHandle(message.getReceiptHandle())
                .visibilityTimeout((int) time.toSeconds()));
  }
}
