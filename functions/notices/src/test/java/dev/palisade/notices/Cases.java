package dev.palisade.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Proposal;
import dev.palisade.core.control.Severity;
import dev.palisade.core.event.Actor;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.AiScope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Cases as the table has them, and records of its stream. */
final class Cases {

  private Cases() {}

  static Case planned() {
    return planned(1);
  }

  static Case planned(int approvers) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String id = "c-abcdefghij";
    return new Case(
        id,
        "Box.Open",
        "Boxes are closed",
        "boxes",
        new ResourceRef(
            "AWS::Box::Box", "arn:aws:box:us-east-1:1:box/b", "b", "111111111111", "us-east-1"),
        Severity.HIGH,
        AiScope.because("the workload tag"),
        new Origin("e-1", "aws.box", "OpenBox", Actor.UNKNOWN, "alice", Map.of(), Fakes.NOW),
        new Proposal(
            Plan.Kind.MEND, "it is open", json.objectNode(), List.of(), "", "hash", false, null),
        Decision.of(Verdict.APPROVE, "the control asks"),
        approvers,
        null,
        List.of(),
        List.of(),
        json.objectNode(),
        null,
        CaseState.PLANNED,
        "it is open",
        null,
        0,
        Fakes.NOW,
        Fakes.NOW,
        List.of(AuditEntry.after(List.of(), id, Fakes.NOW, "PLANNED", "palisade", "found", "hash")),
        1);
  }

  static Map<String, AttributeValue> item(Case item) {
    return Map.of(
        "pk", AttributeValue.fromS("CASE#" + item.id()),
        "sk", AttributeValue.fromS("CASE"),
        "gsi1pk", AttributeValue.fromS("STATE#" + item.state()),
        "doc", AttributeValue.fromS(text(item)));
  }

  static ObjectNode record(String number, Case now, @Nullable Case before) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("eventName", before == null ? "INSERT" : "MODIFY");
    ObjectNode dynamodb = record.putObject("dynamodb").put("SequenceNumber", number);
    ObjectNode keys = dynamodb.putObject("Keys");
    keys.putObject("pk").put("S", "CASE#" + now.id());
    keys.putObject("sk").put("S", "CASE");
    dynamodb.putObject("NewImage").putObject("doc").put("S", text(now));
    if (before != null) {
      dynamodb.putObject("OldImage").putObject("doc").put("S", text(before));
    }
    return record;
  }

  static ObjectNode event(ObjectNode... records) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").addAll(List.of(records));
    return event;
  }

  private static String text(Case item) {
    try {
      return Codec.plain().writeValueAsString(item);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
