package dev.palisade.chatops.conversation;

import com.slack.api.util.json.GsonFactory;
import dev.palisade.core.people.BuiltInExemptions;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.function.SlackVariables;
import dev.palisade.platform.policy.AppConfigPolicy;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.parameters.appconfig.AppConfigProvider;

/** Puts the conversation together. */
final class SlackWiring {

  private final Map<String, String> variables;
  private final InstantSource clock = InstantSource.system();
  private final AwsSession own;
  private final Desk desk;
  private final Chat chat;
  private final Shown shown;
  private final Catalogue catalogue = Catalogue.builtIn();
  private final Telling telling;

  SlackWiring(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
    this.own = Sessions.with(get(DeploymentVariables.HUB), get("AWS_REGION"), null);
    SecretsManagerClient manager = own.client(SecretsManagerClient.builder());
    String name = get(SlackVariables.BOT_SECRET);
    BotSecrets secrets =
        new BotSecrets(() -> manager.getSecretValue(b -> b.secretId(name)).secretString(), clock);
    this.chat = new SlackChat(get(SlackVariables.API), secrets);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = get(DeploymentVariables.TABLE);
    this.shown = new DynamoShown(dynamo, table);
    this.desk = desk(dynamo, table);
    this.telling =
        new Telling(
            desk,
            chat,
            shown,
            new CaseMessage(catalogue),
            secrets,
            clock,
            Integer.parseInt(get(SlackVariables.STORM)));
  }

  /**
   * Loads, before SnapStart's snapshot, what writing a message takes: Slack lets a form open within
   * three seconds of the press. Nothing is called.
   */
  static void prime() {
    var _ = GsonFactory.createSnakeCase().toJson(DigestMessage.of(List.of()).blocks());
  }

  Conversation conversation() {
    Buttons buttons = new Buttons(desk, chat, telling);
    return new Conversation(
        desk,
        chat,
        shown,
        new Members(chat, Set.of(get(SlackVariables.WORKSPACES).split(",")), clock),
        buttons,
        new Commands(desk, buttons, catalogue, clock),
        telling,
        clock);
  }

  Telling telling() {
    return telling;
  }

  SlackHandler.Postponing postponing() {
    SqsClient sqs = own.client(SqsClient.builder());
    return (queueArn, receipt, time) ->
        sqs.changeMessageVisibility(b ->
            b.queueUrl(url(sqs, queueArn))
                .receiptHandle(receipt)
                .visibilityTimeout(Math.toIntExact(time.toSeconds())));
  }

  private static String url(SqsClient sqs, String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    return sqs.getQueueUrl(b -> b.queueName(name)).queueUrl();
  }

  private Desk desk(DynamoDbClient dynamo, String table) {
    CaseBook cases = new CaseBook(dynamo, table, clock);
    PeopleBook people =
        new PeopleBook(
            dynamo, table, BuiltInExemptions.of(get(DeploymentVariables.HUB), get("AWS_REGION")));
    AppConfigPolicy policy =
        new AppConfigPolicy(
            AppConfigProvider.builder()
                .withClient(own.client(AppConfigDataClient.builder()))
                .withApplication(get(DeploymentVariables.POLICY_APPLICATION))
                .withEnvironment(get(DeploymentVariables.POLICY_ENVIRONMENT))
                .build(),
            get(DeploymentVariables.POLICY_PROFILE));
    RequestSender sender =
        new RequestSender(own.client(EventBridgeClient.builder()), get(DeploymentVariables.BUS));
    return new FrontDeskDoor(
        new FrontDesk(cases, people, sender, policy, clock), cases, people, clock);
  }

  private String get(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException("the deployment did not set " + name);
    }
    return value;
  }
}
