package dev.palisade.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.notice.Notice;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.S3AuditLog;
import dev.palisade.platform.notice.SnsNotices;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tells of a stage: the audit log first, since what is told and not kept can't be proven; then
 * people by mail, and the queues of those who keep messages and tickets up to date.
 */
final class Telling {

  private final S3AuditLog audit;
  private final SnsNotices mail;
  private final SqsClient sqs;
  private final List<String> queues;

  Telling(S3AuditLog audit, SnsNotices mail, SqsClient sqs, List<String> queues) {
    this.audit = audit;
    this.mail = mail;
    this.sqs = sqs;
    this.queues = List.copyOf(queues);
  }

  /** Keeps a case's trail in the audit log, before any of its stages is told. */
  void keep(Case item) {
    audit.append(item);
  }

  /** Tells of a case's new stage. */
  void stage(Case item) {
    if (item.state().concernsPeople()) {
      mail.tell(item);
    }
    send(new Notice(item.id(), item.version(), item.trail().size(), false));
  }

  /** Keeps what people did beside the stages of cases. */
  void journal(JournalEntry entry) {
    audit.append(entry);
  }

  /** Reminds people that a case still waits for them. */
  void remind(Case item) {
    mail.tell(item);
    send(new Notice(item.id(), item.version(), item.trail().size(), true));
  }

  private void send(Notice notice) {
    String body = json(notice);
    queues.forEach(queue -> sqs.sendMessage(b -> b.queueUrl(queue).messageBody(body)));
  }

  private static String json(Notice notice) {
    try {
      return Codec.plain().writeValueAsString(notice);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
