package dev.palisade.infra.hub;

import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * The approval page: one function on a URL that anybody may call, which signs people in by OIDC and
 * acts for them at the front desk, and the table of who is signed in. Its secret is put by the
 * operator; {@code docs/page.md} says how.
 */
final class Page extends Construct {

  /** The function, and the secret {@code palisade/page}. */
  private static final String NAME = "page";

  /** Well above what people do at once, and few enough not to starve the other functions. */
  private static final int MOST_AT_ONCE = 20;

  final HubFunction function;

  Page(Construct scope, HubParts hub, Installation installation) {
    super(scope, "Page");
    Table sessions = sessions(hub, installation);
    function =
        new HubFunction(
            this,
            new HubFunction.Kind(
                NAME,
                NAME,
                "dev.palisade.page.PageHandler",
                "Shows cases to people who are signed in, and takes their decisions",
                Duration.seconds(30),
                Map.of(DeploymentVariables.HUB, installation.hub())),
            hub.keys(),
            installation);
    DeskFunction.serves(function, hub)
        .knows(DeploymentVariables.PAGE_SESSIONS, sessions.getTableName())
        .readsSecret(NAME)
        .atMost(MOST_AT_ONCE);
    function.role.addToPolicy(
        Grants.allow(
            List.of(
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem"),
            List.of(sessions.getTableArn())));
    CfnOutput.Builder.create(this, "Url")
        .exportName("PalisadePageUrl")
        .description("The approval page; with signed-in at its end, the redirect URI of OIDC")
        .value(function.open().getUrl())
        .build();
  }

  /** Hashes of sessions and who they are, gone after eight hours; under the key of the records. */
  private Table sessions(HubParts hub, Installation installation) {
    return Table.Builder.create(this, "Sessions")
        .partitionKey(Attribute.builder().name("pk").type(AttributeType.STRING).build())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .timeToLiveAttribute("expiresAt")
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(hub.keys().records)
        .removalPolicy(Keys.removal(installation))
        .build();
  }
}
