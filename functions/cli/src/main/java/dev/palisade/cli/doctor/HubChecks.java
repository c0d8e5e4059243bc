package dev.palisade.cli.doctor;

import dev.palisade.cli.aws.HubAddress;
import dev.palisade.cli.hub.Desk;
import dev.palisade.platform.aws.AwsSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The hub's parts: table, bus, policy, and per domain rule, queue and function. */
public final class HubChecks {

  private static final String PLACE = "hub";
  private static final String DEPLOY = "deploy the hub again: cdk deploy PalisadeHub";

  private final AwsSession session;
  private final HubAddress hub;
  private final Desk desk;

  /** The checks of a hub. */
  public HubChecks(AwsSession session, HubAddress hub, Desk desk) {
    this.session = session;
    this.hub = hub;
    this.desk = desk;
  }

  /** All of them. */
  public List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(table());
    checks.add(Check.of(PLACE, "the policy in force can be read", DEPLOY, this::policy));
    checks.add(Check.of(PLACE, "the bus is there", DEPLOY, this::bus));
    for (String domain : desk.domains()) {
      checks.add(
          Check.of(PLACE, domain + ": its function answers", DEPLOY, () -> function(domain)));
      checks.add(Check.of(PLACE, domain + ": its queue flows", DEPLOY, () -> queue(domain)));
      checks.add(Check.of(PLACE, domain + ": no dead letters", DEPLOY, () -> dead(domain)));
    }
    return checks;
  }

  private Check table() {
    String what = "the case table answers, and nothing is frozen";
    return Check.of(
        PLACE,
        what,
        DEPLOY,
        () ->
            desk.cases()
                .freeze()
                .map(freeze ->
                    Check.warn(
                        PLACE,
                        what,
                        "frozen since %s by %s: %s"
                            .formatted(freeze.since(), freeze.by(), freeze.reason()),
                        "palisade unfreeze"))
                .orElseGet(() -> Check.ok(PLACE, what, hub.get("Table"))));
  }

  private Check policy() {
    return Check.ok(PLACE, "the policy in force can be read", "mode " + desk.policy().get().mode());
  }

  private Check bus() {
    String arn = hub.get("Bus");
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    session.client(EventBridgeClient.builder()).describeEventBus(b -> b.name(name));
    return Check.ok(PLACE, "the bus is there", name);
  }

  private Check function(String domain) {
    String what = domain + ": its function answers";
    GetFunctionConfigurationResponse function =
        session
            .client(LambdaClient.builder())
            .getFunctionConfiguration(b -> b.functionName("palisade-" + domain).qualifier("live"));
    return function.state() == null || function.state() == State.ACTIVE
        ? Check.ok(PLACE, what, "version " + function.version())
        : Check.fail(
            PLACE,
            what,
            "version %s is %s".formatted(function.version(), function.stateAsString()),
            "invoke it once; a version nobody invoked for 14 days goes inactive");
  }

  private Check queue(String domain) {
    String what = domain + ": its queue flows";
    long waiting = depth("palisade-" + domain);
    return waiting < 100
        ? Check.ok(PLACE, what, waiting + " messages wait")
        : Check.warn(PLACE, what, waiting + " messages wait", "look at the function's errors");
  }

  private Check dead(String domain) {
    String what = domain + ": no dead letters";
    long dead = depth("palisade-" + domain + "-dead");
    return dead == 0
        ? Check.ok(PLACE, what, "none")
        : Check.warn(
            PLACE, what, dead + " messages", "each says why in its attribute PalisadeReason");
  }

  private long depth(String name) {
    SqsClient sqs = session.client(SqsClient.builder());
    String url = sqs.getQueueUrl(b -> b.queueName(name)).queueUrl();
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(b ->
                b.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes();
    return Optional.ofNullable(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
