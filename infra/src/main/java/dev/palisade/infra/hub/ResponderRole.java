package dev.palisade.infra.hub;

import dev.palisade.core.control.Roles;
import dev.palisade.core.resource.Arn;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The role a domain's function runs as: it reaches governed accounts through their Palisade roles
 * only, appends to table and audit log, and sends notices. It can neither delete a record nor touch
 * another domain's roles.
 */
final class ResponderRole {

  private ResponderRole() {}

  static Role of(
      Construct scope,
      String domain,
      Inbox inbox,
      HubParts hub,
      LogGroup log,
      Installation installation) {
    Role role =
        Role.Builder.create(scope, "Role")
            .roleName(Roles.function(domain))
            .description("Palisade's function of the domain " + domain)
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    role.addToPolicy(
        Grants.allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn())));
    assume(role, domain, installation);
    records(role, hub, installation);
    notices(role, hub);
    // A sweep spreads over the domain's own queue; a dead letter goes with its reason.
    role.addToPolicy(
        Grants.allow(
            List.of("sqs:SendMessage"),
            List.of(inbox.queue.getQueueArn(), inbox.dead.getQueueArn())));
    clock(role, hub, installation);
    role.addToPolicy(
        Grants.allow(
            List.of("appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"),
            List.of(
                "arn:%s:appconfig:%s:%s:application/%s/environment/%s/configuration/%s"
                    .formatted(
                        partition(installation),
                        installation.region(),
                        installation.hub(),
                        hub.policy().application,
                        hub.policy().environment,
                        hub.policy().profile))));
    if (domain.equals("models")) {
      // Only this domain finds out that a resource has become part of an AI workload.
      role.addToPolicy(
          Grants.allow(List.of("events:PutEvents"), List.of(hub.bus().getEventBusArn())));
    }
    return role;
  }

  private static void assume(Role role, String domain, Installation installation) {
    List<String> names = List.of(Roles.remediation(domain), Roles.restore(domain), Roles.INSPECT);
    Map<String, Object> within =
        installation.local()
            ? Map.of() // The emulator's evaluator does not know the key.
            : Map.of("StringEquals", Map.of("aws:ResourceOrgID", installation.organization()));
    List<String> arns =
        installation.accounts().stream()
            .flatMap(account ->
                names.stream()
                    .map(name ->
                        "arn:%s:iam::%s:role/%s".formatted(partition(installation), account, name)))
            .toList();
    if (!arns.isEmpty()) {
      role.addToPolicy(Grants.allow(List.of("sts:AssumeRole"), arns, within));
    }
  }

  private static void records(Role role, HubParts hub, Installation installation) {
    String table = hub.records().table.getTableArn();
    role.addToPolicy(
        Grants.allow(
            List.of(
                "dynamodb:BatchGetItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem"),
            List.of(table, table + "/index/byState", table + "/index/byResource")));
    role.addToPolicy(
        Grants.allow(
            List.of("s3:PutObject"), List.of(hub.records().audit.arnForObjects("alarms/*"))));
    String key = hub.keys().records.getKeyArn();
    role.addToPolicy(
        Grants.allow(
            List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"),
            List.of(key)));
    // DynamoDB keeps a grant of its own on the table's key.
    role.addToPolicy(
        Grants.allow(
            List.of("kms:CreateGrant"),
            List.of(key),
            Map.of(
                "StringEquals",
                Map.of(
                    "kms:ViaService", "dynamodb.%s.amazonaws.com".formatted(installation.region())),
                "Bool",
                Map.of("kms:GrantIsForAWSResource", "true"))));
  }

  private static void notices(Role role, HubParts hub) {
    role.addToPolicy(
        Grants.allow(List.of("sns:Publish"), List.of(hub.notices().topic.getTopicArn())));
    role.addToPolicy(
        Grants.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            List.of(hub.keys().messages.getKeyArn())));
  }

  private static void clock(Role role, HubParts hub, Installation installation) {
    role.addToPolicy(
        Grants.allow(
            List.of("scheduler:CreateSchedule"),
            List.of(
                "arn:%s:scheduler:%s:%s:schedule/%s/*"
                    .formatted(
                        partition(installation),
                        installation.region(),
                        installation.hub(),
                        Clock.GROUP))));
    role.addToPolicy(
        Grants.allow(
            List.of("iam:PassRole"),
            List.of(hub.clock().role.getRoleArn()),
            Map.of("StringEquals", Map.of("iam:PassedToService", "scheduler.amazonaws.com"))));
  }

  private static String partition(Installation installation) {
    return Arn.partitionOf(installation.region());
  }
}
