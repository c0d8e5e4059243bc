package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The hub: receives the organization's events, decides, records, and asks people. */
public final class HubStack extends Stack {

  /** The stack for an installation. */
  public HubStack(Construct scope, String id, StackProps props, Installation installation) {
    super(scope, id, props);
    Keys keys = new Keys(this, installation);
    HubFunction validator = PolicyValidator.function(this, keys, installation);
    HubParts parts =
        new HubParts(
            keys,
            new HubBus(this, installation).bus,
            new Records(this, keys.records, installation),
            new Notices(this, keys.messages),
            new DeployedPolicy(this, validator, installation),
            new Clock(this, keys.messages, installation));
    List<Responder> responders =
        installation.domains().stream()
            .map(domain -> new Responder(this, domain, parts, installation))
            .toList();
    // Every function that is no domain's, and every queue between them, stands here to be watched.
    Tickets tickets = new Tickets(this, parts, installation);
    List<WorkQueue> told = new ArrayList<>(List.of(tickets.queue));
    List<HubFunction> functions = new ArrayList<>(List.of(validator, tickets.function));
    List<WorkQueue> queues = new ArrayList<>(List.of(tickets.queue));
    if (installation.slack().isWanted()) {
      Slack slack = new Slack(this, parts, installation);
      functions.addAll(List.of(slack.ingress, slack.conversation, slack.refusals));
      queues.addAll(List.of(slack.requests, slack.chat));
      told.add(slack.chat);
    }
    if (installation.page()) {
      functions.add(new Page(this, parts, installation).function);
    }
    if (installation.webhook()) {
      Webhook webhook = new Webhook(this, parts, installation);
      functions.add(webhook.function);
      queues.add(webhook.queue);
      told.add(webhook.queue);
    }
    Stages stages = new Stages(this, parts, responders, told, installation);
    Digests digests = new Digests(this, parts, installation);
    functions.addAll(
        List.of(
            stages.notices, DeskFunction.function(this, parts, installation), digests.function));
    queues.addAll(List.of(stages.untold, stages.asking));
    new Watch(this, responders, functions, queues, parts.notices().topic);
    output("Bus", parts.bus().getEventBusArn());
    output("Table", parts.records().table.getTableName());
    output("AuditBucket", parts.records().audit.getBucketName());
    output("DigestKey", digests.key.getKeyArn());
    output("Topic", parts.notices().topic.getTopicArn());
    output("PolicyApplication", parts.policy().application);
    output("PolicyEnvironment", parts.policy().environment);
    output("PolicyProfile", parts.policy().profile);
    // What whoever looks into governed accounts must know; the ExternalId is no secret.
    output("ExternalId", installation.externalId());
    output("Accounts", String.join(",", installation.accounts()));
    output("Regions", String.join(",", installation.regions()));
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name + "Output")
        .exportName("Palisade" + name)
        .value(value)
        .build();
  }
}
