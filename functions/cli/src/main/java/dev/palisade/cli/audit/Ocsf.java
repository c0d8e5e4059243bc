package dev.palisade.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.JournalEntry.Kind;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.plan.Codec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines as events of the Open Cybersecurity Schema Framework, one a line: what belongs to a case as
 * Compliance Finding (2003), what people did beside that as Entity Management (3004).
 *
 * @see <a href="https://schema.ocsf.io/1.8.0/classes/compliance_finding">Compliance Finding</a>
 * @see <a href="https://schema.ocsf.io/1.8.0/classes/entity_management">Entity Management</a>
 */
final class Ocsf {

  static final String VERSION = "1.8.0";

  private static final int FINDING = 2003;
  private static final int MANAGEMENT = 3004;
  private static final int OTHER = 99;

  private Ocsf() {}

  static String of(List<Line> lines) {
    return lines.stream()
        .map(line -> (line.caseId().isEmpty() ? managed(line) : finding(line)).toString())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static ObjectNode finding(Line line) {
    int activity = activity(line);
    ObjectNode event = event(line, FINDING, activity, severity(line.severity()));
    event.put("activity_name", List.of("Create", "Update", "Close").get(activity - 1));
    event.put("status_id", status(line.stage()));
    ObjectNode compliance = event.putObject("compliance").put("control", line.control());
    compliance.putArray("standards").add("Palisade");
    boolean passes = line.stage().equals(CaseState.VERIFIED.name());
    compliance.put("status_id", passes ? 1 : 3).put("status", passes ? "Pass" : "Fail");
    event.putObject("finding_info").put("uid", line.caseId()).put("title", line.control());
    ObjectNode resource = event.putArray("resources").addObject().put("uid", line.resource());
    resource.put("region", line.region());
    resource.putObject("owner").putObject("account").put("uid", line.account());
    return event;
  }

  private static int activity(Line line) {
    if (line.stage().equals(CaseState.PLANNED.name())) {
      return 1;
    }
    return line.stage().isEmpty() || CaseState.valueOf(line.stage()).isOpen() ? 2 : 3;
  }

  private static int status(String stage) {
    if (stage.isEmpty()) {
      return 2;
    }
    return switch (CaseState.valueOf(stage)) {
      case PLANNED -> 1;
      case AWAITING_APPROVAL, APPLYING, WAITING, CONTAINED, TICKETED, OBSERVED, FAILED, STALE -> 2;
      case EXEMPT, DENIED, EXPIRED, UNDONE -> 3;
      case VERIFIED, GONE -> 4;
    };
  }

  private static int severity(String severity) {
    return switch (severity) {
      case "LOW" -> 2;
      case "MEDIUM" -> 3;
      case "HIGH" -> 4;
      case "CRITICAL" -> 5;
      default -> 0;
    };
  }

  private static ObjectNode managed(Line line) {
    Kind kind = Kind.valueOf(line.kind());
    int activity =
        switch (kind) {
          case EXEMPTED -> 1;
          case POLICY -> 3;
          case EXEMPTION_ENDED -> 4;
          case FROZEN -> 10;
          case UNFROZEN -> 11;
          case REFUSED, REQUESTED -> OTHER;
        };
    ObjectNode event = event(line, MANAGEMENT, activity, 1);
    event.put("activity_name", kind.name());
    boolean refused = kind == Kind.REFUSED;
    event.put("status_id", refused ? 2 : 1).put("status", refused ? "Failure" : "Success");
    event.putObject("entity").put("type", type(kind)).put("name", name(line, kind));
    event.put("comment", line.what());
    event.putObject("actor").putObject("user").put("name", line.by());
    return event;
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case EXEMPTED, EXEMPTION_ENDED -> "exemption";
      case FROZEN, UNFROZEN -> "freeze";
      case POLICY -> "policy";
      case REFUSED, REQUESTED -> "request";
    };
  }

  private static String name(Line line, Kind kind) {
    return line.resource().isEmpty() ? type(kind) : line.resource();
  }

  /** What every event has. */
  private static ObjectNode event(Line line, int type, int activity, int severity) {
    ObjectNode event = Codec.plain().createObjectNode();
    event.put("class_uid", type).put("category_uid", type / 1000);
    event.put("activity_id", activity).put("type_uid", (long) type * 100 + activity);
    event.put("time", line.at().toEpochMilli());
    event.put("severity_id", severity).put("message", line.what());
    ObjectNode metadata = event.putObject("metadata").put("version", VERSION);
    metadata.putObject("product").put("name", "Palisade").put("vendor_name", "Palisade");
    metadata.put("log_name", "audit").put("event_code", line.kind().toLowerCase(Locale.ROOT));
    if (!line.hash().isEmpty()) {
      metadata.put("uid", line.hash());
    }
    if (!line.caseId().isEmpty()) {
      metadata.put("correlation_uid", line.caseId());
    }
    ObjectNode more = event.putObject("unmapped");
    more.put("by", line.by()).put("caused_by", line.caused()).put("stage", line.stage());
    more.put("action", line.action()).put("plan_hash", line.planHash());
    if (line.before() != null) {
      more.set("before", line.before());
    }
    if (line.after() != null) {
      more.set("after", line.after());
    }
    return event;
  }
}
