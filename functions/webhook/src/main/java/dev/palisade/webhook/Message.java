package dev.palisade.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Question;
import dev.palisade.core.notice.Notice;
import dev.palisade.core.plan.Codec;

/**
 * One message: a stage of a case, or that people are reminded of it. The same notice gives the same
 * id at every try, so that a receiver can drop what comes twice. The body is described by {@code
 * docs/webhook.schema.json}.
 *
 * @param id unique to the stage
 * @param body JSON
 */
record Message(String id, String body) {

  /**
   * The message of a notice.
   *
   * @param item the case, as it stands at that stage or later
   * @throws DeliveryException if the case is not that far yet: it was read too early
   */
  static Message of(Notice notice, Case item) {
    if (notice.entries() < 1 || notice.entries() > item.trail().size()) {
      throw DeliveryException.later("case %s is not that far".formatted(item.id()), null);
    }
    AuditEntry stage = item.trail().get(notice.entries() - 1);
    ObjectNode body = Codec.plain().createObjectNode();
    body.put("type", notice.reminder() ? "case.reminder" : "case.stage");
    body.put("timestamp", stage.at().toString());
    ObjectNode data = body.putObject("data");
    data.put("case", item.id());
    data.put("entry", stage.number());
    data.put("state", stage.stage());
    data.put("reason", stage.note());
    data.put("by", stage.by());
    data.put("hash", stage.hash());
    found(data, item);
    proposed(data, item);
    String suffix = notice.reminder() ? "_reminder_" + notice.version() : "";
    return new Message("%s_%d%s".formatted(item.id(), stage.number(), suffix), body.toString());
  }

  private static void found(ObjectNode data, Case item) {
    Origin origin = item.origin();
    data.put("control", item.control());
    data.put("title", item.title());
    data.put("severity", item.severity().name());
    data.put("resource", item.resource().arn());
    data.put("resourceType", item.resource().type());
    data.put("account", item.resource().account());
    data.put("region", item.resource().region());
    data.put("ai", item.scope().why());
    data.put("event", origin.name());
    data.put("actor", origin.actor().arn());
    data.put("tool", origin.facts().getOrDefault(Origin.TOOL, ""));
    data.put("person", origin.person());
    data.put("openedAt", item.openedAt().toString());
  }

  private static void proposed(ObjectNode data, Case item) {
    data.put("rationale", item.proposal().rationale());
    data.put("steps", item.proposal().steps());
    data.put("plan", item.proposal().hash());
    var changes = data.putArray("changes");
    item.steps().forEach(step -> changes.add(step.describe()));
    Question question = item.question();
    if (question != null) {
      ObjectNode asked = data.putObject("question");
      asked.put("approvals", item.approvalsNeeded());
      asked.put("deadline", question.deadline().toString());
      asked.put("then", question.atExpiry().name());
      question.groups().forEach(asked.putArray("groups")::add);
    }
  }
}
