package dev.palisade.platform.notice;

import dev.palisade.core.engine.Hub.Alarms;
import dev.palisade.core.event.Event;
import dev.palisade.platform.audit.S3AuditLog;

/** Alarms go into the audit log, with their event, and out to people. */
public record HubAlarms(S3AuditLog audit, SnsNotices notices) implements Alarms {

  @Override
  public void about(Event event, String subject, String text) {
    audit.alarm(event, text);
    notices.alarm(subject, text);
  }

  @Override
  public void raise(String subject, String text) {
    notices.alarm(subject, text);
  }
}
