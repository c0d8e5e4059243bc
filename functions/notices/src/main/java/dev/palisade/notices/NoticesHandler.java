package dev.palisade.notices;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The function on the table's stream, and on the queue that approvals ask by. A record that fails
 * is tried again from there on, so that stages of a case keep their order; one that fails for good
 * goes to the dead letters by the event source's own rule.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">
 *     Partial batch responses for DynamoDB</a>
 */
public final class NoticesHandler implements RequestStreamHandler {

  private static final Logger LOG = LoggerFactory.getLogger(NoticesHandler.class);
  private static final ObjectMapper JSON = Codec.plain();

  private final Telling telling;
  private final Approving approving;
  private final Asking asking;
  private final PolicyDeployments deployments;

  /** The function as deployed. */
  public NoticesHandler() {
    this(Parts.asking(), Parts.deployments());
  }

  NoticesHandler(Asking asking, PolicyDeployments deployments) {
    this.deployments = deployments;
    this.telling = asking.telling();
    this.approving = asking.approving();
    this.asking = asking;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JSON.writeValue(output, handle(JSON.readTree(input)));
  }

  /** Handles a batch; what comes back names the first record that failed, if any. */
  JsonNode handle(JsonNode event) {
    ObjectNode response = JSON.createObjectNode();
    Batch batch = Batch.of(event);
    var failures = response.putArray("batchItemFailures");
    for (JsonNode record : event.path("Records")) {
      boolean message = record.path("eventSource").asText().equals("aws:sqs");
      String id =
          message
              ? record.path("messageId").asText()
              : record.at("/dynamodb/SequenceNumber").asText();
      try {
        if (message) {
          receive(JSON.readTree(record.path("body").asText()));
        } else {
          tell(record, batch);
        }
      } catch (JsonProcessingException | RuntimeException e) {
        LOG.error("record {} comes again", id, e);
        failures.addObject().put("itemIdentifier", id);
        if (!message) {
          break; // What follows must not be told before it.
        }
      }
    }
    return response;
  }

  private void receive(JsonNode message) {
    if (PolicyDeployments.isOne(message)) {
      deployments.note(message);
    } else {
      asking.ask(message);
    }
  }

  private void tell(JsonNode record, Batch batch) {
    Stage.of(record).filter(Stage::isNew).ifPresent(stage -> tell(stage, batch));
    String key = record.at("/dynamodb/Keys/pk/S").asText();
    JsonNode image = record.at("/dynamodb/NewImage");
    if (key.startsWith("JOURNAL#")) {
      Stage.document(image, JournalEntry.class).ifPresent(telling::journal);
    } else if (key.equals("EXEMPTIONS")) {
      Stage.document(image, Exemption.class).ifPresent(asking.exempted()::written);
    }
  }

  private void tell(Stage stage, Batch batch) {
    batch.toKeep(stage.now().id()).ifPresent(telling::keep);
    telling.stage(stage.now());
    if (stage.asks()) {
      approving.start(stage.now());
    }
    if (stage.answers()) {
      approving.goOn(stage.now());
    }
  }
}
