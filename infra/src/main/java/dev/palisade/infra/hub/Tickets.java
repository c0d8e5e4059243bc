package dev.palisade.infra.hub;

import dev.palisade.core.resource.Arn;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The function that keeps one ticket a case, and its queue of notices. It reads the table, writes
 * there about tickets only, reads the secrets of the ticket systems, and writes OpsItems and notes
 * on Security Hub findings. It reaches no governed account.
 */
final class Tickets extends Construct {

  /** The function and its queue are {@code palisade-tickets}. */
  private static final String NAME = "tickets";

  /** One more than the function itself tries, with growing waits. */
  private static final int TRIES = 25;

  private static final Duration TIMEOUT = Duration.seconds(60);

  final WorkQueue queue;
  final HubFunction function;

  Tickets(Construct scope, HubParts hub, Installation installation) {
    super(scope, "Tickets");
    queue = new WorkQueue(this, NAME, TIMEOUT, TRIES, hub.keys(), installation);
    function =
        new HubFunction(
                this,
                new HubFunction.Kind(
                    NAME,
                    "tickets",
                    "dev.palisade.tickets.TicketsHandler",
                    "Keeps one ticket a case of Palisade's, in the system that policy names",
                    TIMEOUT,
                    Map.of(DeploymentVariables.HUB, installation.hub())),
                hub.keys(),
                installation)
            .worksOff(queue)
            .knows(DeploymentVariables.QUEUE, queue.queue.getQueueUrl())
            .knows(DeploymentVariables.DEAD_LETTERS, queue.dead.getQueueUrl())
            .mayDo(List.of("sqs:SendMessage"), queue.dead.getQueueArn())
            .mayDo(List.of("kms:GenerateDataKey"), hub.keys().messages.getKeyArn())
            .readsPolicy(hub.policy())
            .readsTable(hub.records())
            .putsItems(hub.records(), "TICKET#*")
            .readsSecret("tickets/jira")
            .readsSecret("tickets/github")
            .readsSecret("tickets/servicenow")
            // Neither names a resource: an item that is to be has no ARN, a search has none.
            .mayDo(List.of("ssm:CreateOpsItem", "ssm:DescribeOpsItems"), "*")
            .mayDo(
                List.of("ssm:UpdateOpsItem"),
                arn("ssm", installation.region(), "opsitem/*", installation));
    writesNotes(function.role, installation);
  }

  /**
   * Findings are updated where they are, so in any region, and nothing but their notes: a call that
   * says something of severity, state or types is refused.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html">Access
   *     to BatchUpdateFindings</a>
   */
  private static void writesNotes(Role role, Installation installation) {
    Map<String, Object> notesOnly =
        installation.local()
            ? Map.of() // The emulator's evaluator does not know the keys.
            : Map.of(
                "Null",
                Map.of(
                    "securityhub:ASFFSyntaxPath/Severity.Label", "true",
                    "securityhub:ASFFSyntaxPath/Severity.Normalized", "true",
                    "securityhub:ASFFSyntaxPath/Types", "true",
                    "securityhub:ASFFSyntaxPath/VerificationState", "true",
                    "securityhub:ASFFSyntaxPath/Workflow.Status", "true"));
    role.addToPolicy(
        Grants.allow(
            List.of("securityhub:BatchUpdateFindings"),
            List.of(arn("securityhub", "*", "hub/default", installation)),
            notesOnly));
  }

  private static String arn(
      String service, String region, String resource, Installation installation) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(
            Arn.partitionOf(installation.region()), service, region, installation.hub(), resource);
  }
}
