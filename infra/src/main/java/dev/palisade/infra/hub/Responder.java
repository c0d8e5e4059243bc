package dev.palisade.infra.hub;

import dev.palisade.core.control.Domain;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A domain's function with its inbox: published versions start from snapshots, and everything that
 * invokes it goes through the alias {@code live}, since only a version has a snapshot.
 */
final class Responder extends Construct {

  /** What every caller of a domain's function names. */
  static final String ALIAS = "live";

  final String domain;
  final Inbox inbox;
  final Function function;
  final Alias alias;

  Responder(Construct scope, Domain domain, HubParts hub, Installation installation) {
    super(scope, domain.name());
    this.domain = domain.name();
    Duration timeout = Duration.seconds(installation.local() ? 30 : 120);
    inbox = new Inbox(this, domain, hub.bus(), hub.keys().messages, timeout, installation);
    String name = "palisade-" + domain.name();
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/lambda/" + name)
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    function =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .description("Palisade's controls of the domain " + domain.name())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(handler(domain.name()))
            .code(Code.fromAsset(installation.code(domain.name()).toString()))
            .memorySize(1024)
            .timeout(timeout)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .logGroup(log)
            .role(ResponderRole.of(this, domain.name(), inbox, hub, log, installation))
            .environment(environment(hub, installation))
            .build();
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "Everything goes through the alias.");
    alias =
        Alias.Builder.create(this, "Live")
            .aliasName(ALIAS)
            .version(function.getCurrentVersion())
            .build();
    alias.addEventSource(
        SqsEventSource.Builder.create(inbox.queue)
            .batchSize(10)
            // A JVM each: two per domain are what a small machine starts in time.
            .maxConcurrency(installation.local() ? 2 : 10)
            .reportBatchItemFailures(true)
            .build());
    // Sweeps spread over the own queue; what can't be handled goes to the dead with its reason.
    function.addToRolePolicy(
        Grants.allow(
            List.of("sqs:SendMessage"),
            List.of(inbox.queue.getQueueArn(), inbox.dead.getQueueArn())));
    hub.clock().serve(domain.name(), inbox.queue);
  }

  private static String handler(String domain) {
    return "dev.palisade.%s.%s%sHandler::handleRequest"
        .formatted(domain, domain.substring(0, 1).toUpperCase(Locale.ROOT), domain.substring(1));
  }

  private Map<String, String> environment(HubParts hub, Installation installation) {
    Map<String, String> variables = new TreeMap<>();
    variables.put(DeploymentVariables.TABLE, hub.records().table.getTableName());
    variables.put(DeploymentVariables.AUDIT_BUCKET, hub.records().audit.getBucketName());
    variables.put(DeploymentVariables.TOPIC, hub.notices().topic.getTopicArn());
    variables.put(DeploymentVariables.BUS, hub.bus().getEventBusArn());
    variables.put(DeploymentVariables.QUEUE, inbox.queue.getQueueUrl());
    variables.put(DeploymentVariables.QUEUE_ARN, inbox.queue.getQueueArn());
    variables.put(DeploymentVariables.DEAD_LETTERS, inbox.dead.getQueueUrl());
    variables.put(DeploymentVariables.DEAD_LETTERS, inbox.dead.getQueueUrl());
    variables.put(DeploymentVariables.POLICY_APPLICATION, hub.policy().application);
    variables.put(DeploymentVariables.POLICY_ENVIRONMENT, hub.policy().environment);
    variables.put(DeploymentVariables.POLICY_PROFILE, hub.policy().profile);
    variables.put(DeploymentVariables.ORGANIZATION, installation.organization());
    variables.put(DeploymentVariables.HUB, installation.hub());
    variables.put(DeploymentVariables.EXTERNAL_ID, installation.externalId());
    variables.put(DeploymentVariables.ACCOUNTS, String.join(",", installation.accounts()));
    variables.put(DeploymentVariables.REGIONS, String.join(",", installation.regions()));
    variables.put(DeploymentVariables.SCHEDULER_ROLE, hub.clock().role.getRoleArn());
    variables.put(DeploymentVariables.SCHEDULE_GROUP, Clock.GROUP);
    variables.put(DeploymentVariables.DEPLOYMENT, fingerprint(installation));
    variables.put("POWERTOOLS_SERVICE_NAME", "palisade-" + domain);
    variables.put("POWERTOOLS_METRICS_NAMESPACE", Watch.NAMESPACE);
    variables.put("POWERTOOLS_LOG_LEVEL", "INFO");
    return variables;
  }

  private String fingerprint(Installation installation) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(installation.code(domain)));
      for (List<String> reach : List.of(installation.accounts(), installation.regions())) {
        digest.update(String.join(",", reach).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the function %s is not built; run ./palisade setup".formatted(domain), e);
    }
  }
}
