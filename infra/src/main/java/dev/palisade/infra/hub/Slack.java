package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.function.SlackVariables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.constructs.Construct;

/**
 * Slack: the ingress that anybody may call, which may read its secret, note a signature, put into
 * one queue, and nothing else; behind the queue the conversation, which Slack can't reach; and what
 * brings the ingress's refusals into the journal, to which it has no right itself. The secrets are
 * put by the operator; {@code docs/slack.md} says how.
 */
final class Slack extends Construct {

  /** Secret with the signing secret, {@code palisade/slack-signing}. */
  static final String SIGNING = "slack-signing";

  /** Secret with bot token and channels, {@code palisade/slack}. */
  static final String BOT = "slack";

  private static final String MODULE = "chatops";
  private static final Duration ANSWER = Duration.seconds(60);

  /** Well above what a workspace's people do at once. */
  private static final int MOST_AT_ONCE = 20;

  final HubFunction ingress;
  final HubFunction conversation;
  final HubFunction refusals;

  /** What people did, verified. */
  final WorkQueue requests;

  /** What happened to cases. */
  final WorkQueue chat;

  Slack(Construct scope, HubParts hub, Installation installation) {
    super(scope, "Slack");
    requests = new WorkQueue(this, "slack-requests", ANSWER, hub.keys(), installation);
    chat = new WorkQueue(this, "chat", ANSWER, hub.keys(), installation);
    Table replays = replays(installation);
    ingress = ingress(hub, replays, installation);
    conversation = conversation(hub, installation);
    refusals = refusals(hub, replays, installation);
    FunctionUrl url = ingress.open();
    CfnOutput.Builder.create(this, "Url")
        .exportName("PalisadeSlackUrl")
        .description("Request URL of the Slack app, for the slash command and for interactivity")
        .value(url.getUrl())
        .build();
  }

  /**
   * Signatures, for an hour, and counts of refusals, for a day. AWS's own key encrypts it: there is
   * nothing in it to keep secret.
   */
  private Table replays(Installation installation) {
    return Table.Builder.create(this, "Replays")
        .partitionKey(Attribute.builder().name("pk").type(AttributeType.STRING).build())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .timeToLiveAttribute("expiresAt")
        .removalPolicy(Keys.removal(installation))
        .build();
  }

  private HubFunction ingress(HubParts hub, Table replays, Installation installation) {
    return new HubFunction(
            this,
            new HubFunction.Kind(
                "slack-ingress",
                MODULE,
                "dev.palisade.chatops.ingress.IngressHandler",
                "Verifies Slack's requests and hands them on",
                // Slack waits three seconds; an emulator may be slower.
                Duration.seconds(installation.local() ? 20 : 5),
                variables(installation)),
            hub.keys(),
            installation)
        .knows(SlackVariables.SIGNING_SECRET, "palisade/" + SIGNING)
        .knows(SlackVariables.REPLAYS, replays.getTableName())
        .readsSecret(SIGNING)
        .mayDo(List.of("dynamodb:UpdateItem"), replays.getTableArn())
        .sendsTo(requests, SlackVariables.REQUESTS)
        .atMost(MOST_AT_ONCE);
  }

  private HubFunction conversation(HubParts hub, Installation installation) {
    return new HubFunction(
            this,
            new HubFunction.Kind(
                "slack",
                MODULE,
                "dev.palisade.chatops.conversation.SlackHandler",
                "Tells of cases in Slack and answers what people do there",
                ANSWER,
                variables(installation)),
            hub.keys(),
            installation)
        .knows(SlackVariables.BOT_SECRET, "palisade/" + BOT)
        .knows(SlackVariables.API, installation.slack().api())
        .knows(SlackVariables.STORM, String.valueOf(installation.slack().storm()))
        .knows(DeploymentVariables.BUS, hub.bus().getEventBusArn())
        .readsSecret(BOT)
        .keepsTable(hub.records())
        .readsPolicy(hub.policy())
        .mayDo(List.of("events:PutEvents"), hub.bus().getEventBusArn())
        .worksOff(requests)
        .worksOff(chat);
  }

  private HubFunction refusals(HubParts hub, Table replays, Installation installation) {
    HubFunction function =
        new HubFunction(
                this,
                new HubFunction.Kind(
                    "slack-refusals",
                    MODULE,
                    "dev.palisade.chatops.refusals.RefusalsHandler",
                    "Brings what Slack's ingress refused into the journal",
                    Duration.seconds(60),
                    Map.of(DeploymentVariables.HUB, installation.hub())),
                hub.keys(),
                installation)
            .knows(SlackVariables.REPLAYS, replays.getTableName())
            .mayDo(List.of("dynamodb:BatchGetItem"), replays.getTableArn())
            .putsItems(hub.records(), "JOURNAL#*");
    hub.clock()
        .starts(
            function, function, "rate(5 minutes)", "Journals what Slack's ingress refused lately");
    return function;
  }

  private static Map<String, String> variables(Installation installation) {
    return Map.of(
        DeploymentVariables.HUB,
        installation.hub(),
        SlackVariables.WORKSPACES,
        String.join(",", installation.slack().workspaces()));
  }
}
