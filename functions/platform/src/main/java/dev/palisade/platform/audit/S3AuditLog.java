package dev.palisade.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.Digest;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The audit log: objects in a bucket with Object Lock that are written once and never again.
 *
 * <pre>
 * cases/&lt;case&gt;/&lt;number of its last entry, six digits&gt;.json   the case with its chained trail
 * people/&lt;day&gt;/&lt;entry&gt;.json                                  what people did beside that
 * alarms/&lt;event id&gt;-&lt;digest&gt;.json                            an alarm with its event
 * </pre>
 *
 * Each object holds the whole trail, so that a lost one leaves no gap; entries are chained by hash,
 * and a later object must begin with the trail of the earlier.
 */
public final class S3AuditLog {

  private final S3Client s3;
  private final String bucket;

  /** The log in a bucket of the hub account. */
  public S3AuditLog(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Appends a case's stage with its whole trail. */
  public void append(Case item) {
    write("cases/%s/%06d.json".formatted(item.id(), item.trail().size()), json(item));
  }

  /** Appends what people did beside the stages of cases. */
  public void append(JournalEntry entry) {
    write(
        "people/%s/%s.json".formatted(entry.at().toString().substring(0, 10), entry.id()),
        json(entry));
  }

  /** Appends an alarm that belongs to no case. */
  public void alarm(Event event, String text) {
    ObjectNode alarm = Codec.plain().createObjectNode();
    alarm.put("text", text);
    alarm.put("account", event.account());
    alarm.put("region", event.region());
    alarm.put("time", event.time().toString());
    alarm.set("event", event.detail());
    write(
        "alarms/%s-%s.json".formatted(event.happening(), Digest.of(text).substring(0, 8)),
        alarm.toString());
  }

  private void write(String key, String body) {
    try {
      s3.putObject(
          b -> b.bucket(bucket).key(key).contentType("application/json").ifNoneMatch("*"),
          RequestBody.fromString(body));
    } catch (S3Exception e) {
      // Written by an earlier try of the same stage: the same entries, since the trail is chained.
      if (e.statusCode() != 412) {
        throw e;
      }
    }
  }

  private static String json(Object value) {
    try {
      return Codec.plain().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value, e);
    }
  }
}
