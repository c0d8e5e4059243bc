package dev.palisade.notices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.platform.store.PeopleBook;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who deployed which version of the policy: CloudTrail's record of AppConfig's {@code
 * StartDeployment} in the hub. The entry follows from the record alone, so that a second delivery
 * writes the same again.
 *
 * @param book where it is written
 * @param application AppConfig's id of the policy's application
 * @see <a
 *     href="https://docs.aws.amazon.com/appconfig/latest/userguide/logging-using-cloudtrail.html">
 *     AppConfig in CloudTrail</a>
 */
record PolicyDeployments(PeopleBook book, String application) {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyDeployments.class);

  /** Whether a message of the queue is such a record, and no question of an approval. */
  static boolean isOne(JsonNode message) {
    return message.at("/detail/eventName").asText().equals("StartDeployment");
  }

  /** Notes a deployment; one of another application, or one that AppConfig refused, is none. */
  void note(JsonNode message) {
    JsonNode detail = message.path("detail");
    if (!application.equals(member(detail, "applicationId")) || detail.hasNonNull("errorCode")) {
      LOG.info("no deployment of the policy: {}", detail.path("eventID").asText());
      return;
    }
    String version = "policy version " + member(detail, "configurationVersion");
    String description = member(detail, "description");
    book.note(
        JournalEntry.of(
            "policy-" + detail.path("eventID").asText(),
            Instant.parse(detail.path("eventTime").asText()),
            JournalEntry.Kind.POLICY,
            Actor.of(Event.of(message)).arn(),
            version,
            "the deployment of %s was started%s"
                .formatted(version, description.isEmpty() ? "" : ": " + description)));
  }

  // AppConfig's API names members with a capital; records of CloudTrail are seen in both spellings.
  private static String member(JsonNode detail, String name) {
    JsonNode request = detail.path("requestParameters");
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return request.path(name).asText(request.path(capital).asText(""));
  }
}
