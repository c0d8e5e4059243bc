package dev.palisade.chatops.refusals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import dev.palisade.platform.function.SlackVariables;
import dev.palisade.platform.store.PeopleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The function {@code palisade-slack-refusals}, which a schedule starts: the ingress has no right
 * to the journal, so what it refused is brought there from its own table. It takes any event,
 * answers {@code {"entries": 3}}, and may be invoked by hand at any time.
 */
public final class RefusalsHandler implements RequestStreamHandler {

  private final RefusalJournal journal;

  /** The function as deployed. */
  public RefusalsHandler() {
    this(ofThisProcess());
  }

  RefusalsHandler(RefusalJournal journal) {
    this.journal = journal;
  }

  private static RefusalJournal ofThisProcess() {
    Deployment deployment = Deployment.ofThisProcess();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    DynamoDbClient dynamo = own.client(DynamoDbClient.builder());
    return new RefusalJournal(
        new RefusalCounts(dynamo, deployment.get(SlackVariables.REPLAYS)),
        new PeopleBook(dynamo, deployment.get(DeploymentVariables.TABLE)),
        InstantSource.system());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Codec.plain()
        .writeValue(output, Codec.plain().createObjectNode().put("entries", journal.bring()));
  }
}
