package dev.palisade.page;

import dev.palisade.core.people.BuiltInExemptions;
import dev.palisade.page.route.Router;
import dev.palisade.page.session.SessionBook;
import dev.palisade.page.signin.PageSecret;
import dev.palisade.page.signin.SignIn;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.policy.AppConfigPolicy;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the page's parts together, as the deployment says. */
final class PageWiring {

  private PageWiring() {}

  static Router ofThisProcess() {
    Deployment deployment = Deployment.ofThisProcess();
    InstantSource clock = InstantSource.system();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    String table = deployment.get(DeploymentVariables.TABLE);
    CaseBook cases = new CaseBook(dynamo, table, clock);
    FrontDesk desk =
        new FrontDesk(
            cases,
            new PeopleBook(
                dynamo,
                table,
                BuiltInExemptions.of(deployment.get(DeploymentVariables.HUB), deployment.region())),
            new RequestSender(
                own.client(EventBridgeClient.builder()), deployment.get(DeploymentVariables.BUS)),
            AppConfigPolicy.of(own, deployment),
            clock);
    SessionBook book =
        new SessionBook(dynamo, deployment.get(DeploymentVariables.PAGE_SESSIONS), clock);
    PageSecret secret = new PageSecret(own.client(SecretsManagerClient.builder()), clock);
    return new Router(
        desk, cases, Catalogue.builtIn(), book, new SignIn(secret, book, clock), clock);
  }
}
