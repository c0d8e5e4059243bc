package dev.palisade.desk;

import dev.palisade.core.policy.Policy;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.desk.StsEndpoint;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.policy.AppConfigPolicy;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The function's parts, as the deployment says. */
record Parts(Callers callers, Supplier<Policy> policy, FrontDesk desk) {

  static Parts ofThisProcess() {
    Deployment deployment = Deployment.ofThisProcess();
    InstantSource clock = InstantSource.system();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = deployment.get(DeploymentVariables.TABLE);
    Supplier<Policy> policy = AppConfigPolicy.of(own, deployment);
    return new Parts(
        new Callers(StsEndpoint.in(deployment.region()), clock),
        policy,
        new FrontDesk(
            new CaseBook(dynamo, table, clock),
            new PeopleBook(dynamo, table),
            new RequestSender(
                own.client(EventBridgeClient.builder()), deployment.get(DeploymentVariables.BUS)),
            policy,
            clock));
  }
}
