package dev.palisade.tickets;

import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.DeadLetters;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.policy.AppConfigPolicy;
import dev.palisade.platform.store.DynamoCaseStore;
import dev.palisade.platform.store.TicketBook;
import dev.palisade.tickets.aws.FindingNotes;
import dev.palisade.tickets.aws.TicketSecrets;
import dev.palisade.tickets.filing.Filing;
import dev.palisade.tickets.http.JsonHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.parameters.appconfig.AppConfigProvider;

/** Puts the parts of the tickets' function together: a list of {@code new}, no framework. */
final class TicketsWiring {

  /** Shorter than the function's time, so that what is not answered can still be written down. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int LONGEST_HIDDEN = 43_200;

  private final Map<String, String> variables;
  private final AwsSession own;
  private final SqsClient sqs;
  private final InstantSource clock = InstantSource.system();

  private TicketsWiring(Map<String, String> variables) {
    this.variables = variables;
    this.own = Sessions.with(get(DeploymentVariables.HUB), get("AWS_REGION"), null);
    this.sqs = own.client(SqsClient.builder());
  }

  static TicketsWiring ofThisProcess() {
    return new TicketsWiring(System.getenv());
  }

  Filing filing() {
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = get(DeploymentVariables.TABLE);
    return new Filing(
        // No backlog is counted under this name: tickets begin no case.
        new DynamoCaseStore(dynamo, table, "tickets", "none"),
        new TicketBook(dynamo, table),
        policy(),
        systems(),
        notes(),
        clock);
  }

  private InstalledSystems systems() {
    SsmClient ssm = own.client(SsmClient.builder());
    return new InstalledSystems(
        new TicketSecrets(own.client(SecretsManagerClient.builder()), clock),
        new JsonHttp(PATIENCE),
        () -> ssm,
        own.region());
  }

  private FindingNotes notes() {
    Map<String, SecurityHubClient> clients = new ConcurrentHashMap<>();
    return new FindingNotes(region ->
        clients.computeIfAbsent(
            region,
            // The JDK's connections, which the other clients use, know no PATCH.
            name ->
                SecurityHubClient.builder()
                    .region(Region.of(name))
                    .httpClient(ApacheHttpClient.create())
                    .build()));
  }

  private AppConfigPolicy policy() {
    return new AppConfigPolicy(
        AppConfigProvider.builder()
            .withClient(own.client(AppConfigDataClient.builder()))
            .withApplication(get(DeploymentVariables.POLICY_APPLICATION))
            .withEnvironment(get(DeploymentVariables.POLICY_ENVIRONMENT))
            .build(),
        get(DeploymentVariables.POLICY_PROFILE));
  }

  DeadLetters deadLetters() {
    return new DeadLetters(sqs, get(DeploymentVariables.DEAD_LETTERS));
  }

  TicketsHandler.Visibility visibility() {
    String queue = get(DeploymentVariables.QUEUE);
    return (message, time) ->
        sqs.changeMessageVisibility(b ->
            b.queueUrl(queue)
                .receiptHandle(message.getReceiptHandle())
                .visibilityTimeout((int) Math.min(LONGEST_HIDDEN, time.toSeconds())));
  }

  private String get(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("the deployment did not set " + name);
    }
    return value;
  }
}
