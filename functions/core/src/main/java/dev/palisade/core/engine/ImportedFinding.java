package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Security Hub finding that an event brings, so that a case can be told on it. Such an event
 * brings exactly one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html">Security
 *     Hub's events</a>
 */
final class ImportedFinding {

  private static final Pattern ID = Pattern.compile("\\p{Graph}{1,512}");
  private static final Pattern PRODUCT =
      Pattern.compile("arn:aws[\\w-]*:securityhub:[a-z0-9-]*:\\d*:product/[\\w./-]{1,200}");

  private ImportedFinding() {}

  /** Facts, and which finding the event is about where it is one of Security Hub. */
  static Map<String, String> factsWith(Map<String, String> facts, Event event) {
    JsonNode finding = event.detail().at("/findings/0");
    String id = finding.path("Id").asText();
    String product = finding.path("ProductArn").asText();
    if (!event.source().equals("aws.securityhub")
        || !ID.matcher(id).matches()
        || !PRODUCT.matcher(product).matches()) {
      return facts;
    }
    Map<String, String> more = new HashMap<>(facts);
    more.put(Origin.FINDING, id);
    more.put(Origin.FINDING_PRODUCT, product);
    return more;
  }
}
