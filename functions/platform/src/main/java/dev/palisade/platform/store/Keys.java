package dev.palisade.platform.store;

import dev.palisade.core.audit.JournalEntry;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys and attributes of the one table.
 *
 * <pre>
 * pk                       sk              what
 * CASE#id                  CASE            a case; indexes: by state, by resource
 * RES#arn                  CONTROL#id      where a control stands with the resource
 * RES#arn                  BASELINE        the last good state
 * RES#arn                  SCOPE           why it belongs to an AI workload
 * RES#arn                  TAG#key         who set a tag that exempts by policy
 * EVENT#happening          domain          how an event ended
 * FREEZE                   FREEZE          a stop of all writes
 * FREEZE                   LEASE#case      a case being applied
 * RATE#account-or-control  hour            how many cases were begun
 * BACKLOG#domain           BACKLOG         the backlog guard's memory
 * TICKET#case              TICKET          a case's ticket
 * TICKET#finding           FINDING         which case's ticket is the finding's
 * EXEMPTIONS               exemption id    what may stand for a time
 * REVISION                 EXEMPTIONS      how often exemptions were given or ended
 * CASE#id                  TOKEN           where the approval of a case goes on
 * JOURNAL#day              time#id         what people did beside the stages of cases
 * CHAT#…, DIGEST#…, SLACK#…                what Slack shows: see chatops' DynamoShown
 * </pre>
 */
final class Keys {

  static final String PK = "pk";
  static final String SK = "sk";
  static final String DOC = "doc";
  static final String VERSION = "version";
  static final String EXPIRES = "expiresAt";
  static final String BY_STATE = "byState";
  static final String BY_RESOURCE = "byResource";

  static final String EXEMPTIONS = "EXEMPTIONS";

  static final String TAG = "TAG#";

  /** On a freeze that is over: it is kept, so that no function needs the right to delete. */
  static final String LIFTED = "lifted";

  private Keys() {}

  static Map<String, AttributeValue> exemption(String id) {
    return key(EXEMPTIONS, id);
  }

  static Map<String, AttributeValue> exemptionsRevision() {
    return key("REVISION", EXEMPTIONS);
  }

  static Map<String, AttributeValue> token(String caseId) {
    return key("CASE#" + caseId, "TOKEN");
  }

  static Map<String, AttributeValue> journal(JournalEntry entry) {
    String time = entry.at().toString();
    return key("JOURNAL#" + time.substring(0, 10), time + "#" + entry.id());
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(PK, text(pk), SK, text(sk));
  }

  static Map<String, AttributeValue> ofCase(String id) {
    return key("CASE#" + id, "CASE");
  }

  static Map<String, AttributeValue> ofTicket(String caseId) {
    return key("TICKET#" + caseId, "TICKET");
  }

  static Map<String, AttributeValue> ofControl(String arn, String control) {
    return key("RES#" + arn, "CONTROL#" + control);
  }

  static Map<String, AttributeValue> baseline(String arn) {
    return key("RES#" + arn, "BASELINE");
  }

  static Map<String, AttributeValue> scope(String arn) {
    return key("RES#" + arn, "SCOPE");
  }

  static Map<String, AttributeValue> tag(String arn, String key) {
    return key("RES#" + arn, TAG + key);
  }

  static Map<String, AttributeValue> freeze() {
    return key("FREEZE", "FREEZE");
  }

  static Map<String, AttributeValue> lease(String caseId) {
    return key("FREEZE", "LEASE#" + caseId);
  }

  static Map<String, AttributeValue> event(String happening, String domain) {
    return key("EVENT#" + happening, domain);
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(String.valueOf(value));
  }

  /**
   * An attribute that items of this kind always have.
   *
   * @throws IllegalStateException if this one has not
   */
  static AttributeValue of(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("an item of the table has no " + name + ": " + item.get(PK));
    }
    return value;
  }
}
