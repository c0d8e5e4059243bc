package dev.palisade.infra.hub;

import dev.palisade.core.control.Roles;
import dev.palisade.core.resource.Arn;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A function of the hub that is no domain's: what talks to people, tickets and AppConfig. It starts
 * from snapshots and is reached by its alias {@code live}; its role may write its own log and
 * nothing else until a method here grants more. {@code docs/contributing.md} shows how to add one.
 */
public final class HubFunction extends Construct {

  /** The modules that such functions are deployed from, sorted; one zip each. */
  public static final List<String> MODULES =
      List.of("chatops", "desk", "notices", "page", "policy", "tickets", "webhook");

  final String name;
  final Role role;

  /** What callers name and alarms watch. */
  final Alias alias;

  private final Function function;
  private final Keys keys;
  private final Installation installation;

  /**
   * What a function is.
   *
   * @param name short name; the function is {@code palisade-<name>}
   * @param module the module whose zip holds it
   * @param handler class that handles its events, with its package
   * @param does what it does, for whoever sees it in the console
   * @param timeout after which it is stopped
   * @param variables of its environment
   */
  record Kind(
      String name,
      String module,
      String handler,
      String does,
      Duration timeout,
      Map<String, String> variables) {

    Kind {
      variables = Map.copyOf(variables);
    }
  }

  HubFunction(Construct scope, Kind kind, Keys keys, Installation installation) {
    super(scope, "Function-" + kind.name());
    this.name = kind.name();
    this.keys = keys;
    this.installation = installation;
    String full = "palisade-" + kind.name();
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/lambda/" + full)
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        Role.Builder.create(this, "Role")
            .roleName(Roles.function(kind.name()))
            .description(kind.does())
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    mayDo(List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn());
    function =
        Function.Builder.create(this, "Function")
            .functionName(full)
            .description(kind.does())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(kind.handler() + "::handleRequest")
            .code(Code.fromAsset(installation.code(kind.module()).toString()))
            .memorySize(1024)
            .timeout(kind.timeout())
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .logGroup(log)
            .role(role)
            .environment(environment(kind, full))
            .build();
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "Everything goes through the alias.");
    alias =
        Alias.Builder.create(this, "Live")
            .aliasName(Responder.ALIAS)
            .version(function.getCurrentVersion())
            .build();
  }

  private static Map<String, String> environment(Kind kind, String full) {
    Map<String, String> variables = new TreeMap<>(kind.variables());
    variables.put("POWERTOOLS_SERVICE_NAME", full);
    variables.put("POWERTOOLS_METRICS_NAMESPACE", Watch.NAMESPACE);
    variables.put("POWERTOOLS_LOG_LEVEL", "INFO");
    return variables;
  }

  /** Allows exact actions on named resources. */
  HubFunction mayDo(List<String> actions, String... resources) {
    role.addToPolicy(Grants.allow(actions, List.of(resources)));
    return this;
  }

  /** Lets it read the secret {@code palisade/<secret>}, whose ARN ends in letters of AWS. */
  HubFunction readsSecret(String secret) {
    return mayDo(
        List.of("secretsmanager:GetSecretValue"),
        "arn:%s:secretsmanager:%s:%s:secret:palisade/%s-??????"
            .formatted(partition(), installation.region(), installation.hub(), secret));
  }

  /** Lets it read the policy in force, and tells it where. */
  HubFunction readsPolicy(DeployedPolicy policy) {
    function.addEnvironment(DeploymentVariables.POLICY_APPLICATION, policy.application);
    function.addEnvironment(DeploymentVariables.POLICY_ENVIRONMENT, policy.environment);
    function.addEnvironment(DeploymentVariables.POLICY_PROFILE, policy.profile);
    return mayDo(
        List.of("appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"),
        "arn:%s:appconfig:%s:%s:application/%s/environment/%s/configuration/%s"
            .formatted(
                partition(),
                installation.region(),
                installation.hub(),
                policy.application,
                policy.environment,
                policy.profile));
  }

  /** Lets it read the table, and tells it which. */
  HubFunction readsTable(Records records) {
    return onTable(records, List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"))
        .mayDo(List.of("kms:Decrypt", "kms:DescribeKey"), keys.records.getKeyArn());
  }

  /** Lets it read the table and write to it, deleting nothing, and tells it which. */
  HubFunction keepsTable(Records records) {
    return onTable(
            records,
            List.of(
                "dynamodb:BatchGetItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem"))
        .mayDo(
            List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"),
            keys.records.getKeyArn());
  }

  /**
   * Lets it put items of one kind into the table, which IAM can hold the role to by their keys.
   *
   * @param keys pattern of their partition keys
   */
  HubFunction putsItems(Records records, String keys) {
    Map<String, Object> own =
        installation.local()
            ? Map.of() // The emulator's evaluator does not know the key.
            : Map.of(
                "ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(keys)),
                // ForAllValues holds where the key is missing, too.
                "Null", Map.of("dynamodb:LeadingKeys", "false"));
    function.addEnvironment(DeploymentVariables.TABLE, records.table.getTableName());
    role.addToPolicy(
        Grants.allow(List.of("dynamodb:PutItem"), List.of(records.table.getTableArn()), own));
    return mayDo(List.of("kms:Encrypt", "kms:GenerateDataKey"), this.keys.records.getKeyArn());
  }

  private HubFunction onTable(Records records, List<String> actions) {
    String table = records.table.getTableArn();
    function.addEnvironment(DeploymentVariables.TABLE, records.table.getTableName());
    return mayDo(actions, table, table + "/index/byState", table + "/index/byResource");
  }

  /**
   * Lets it send to a queue, and tells it where.
   *
   * @param variable of its environment that names the queue's URL
   */
  HubFunction sendsTo(WorkQueue work, String variable) {
    function.addEnvironment(variable, work.queue.getQueueUrl());
    return mayDo(List.of("sqs:SendMessage"), work.queue.getQueueArn())
        .mayDo(List.of("kms:Decrypt", "kms:GenerateDataKey"), keys.messages.getKeyArn());
  }

  /** Tells it something more by its environment. */
  HubFunction knows(String variable, String value) {
    function.addEnvironment(variable, value);
    return this;
  }

  /** Has it work off a queue, by its alias, with failures of single messages. */
  HubFunction worksOff(WorkQueue work) {
    work.feed(alias, installation);
    return mayDo(List.of("kms:Decrypt"), keys.messages.getKeyArn());
  }

  /**
   * Bounds how often it runs at once, so that whoever floods its URL neither costs much nor takes
   * the account's concurrency from the others.
   */
  HubFunction atMost(int concurrent) {
    if (!installation.local()
        && function.getNode().getDefaultChild() instanceof CfnFunction resource) {
      resource.setReservedConcurrentExecutions(concurrent);
    }
    return this;
  }

  /**
   * A URL of the alias for callers who can't sign requests to AWS: the function proves by itself
   * who calls.
   */
  FunctionUrl open() {
    return alias.addFunctionUrl(
        FunctionUrlOptions.builder().authType(FunctionUrlAuthType.NONE).build());
  }

  private String partition() {
    return Arn.partitionOf(installation.region());
  }
}
