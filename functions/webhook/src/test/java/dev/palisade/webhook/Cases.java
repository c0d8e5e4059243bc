package dev.palisade.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.cases.Question.AtExpiry;
import dev.palisade.core.plan.Codec;
import java.time.Instant;
import java.util.List;

/** A case for tests, as a function stores it. */
final class Cases {

  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
  private static final String ID = "c-0wjq1v5x0a";
  private static final String PLAN = "0".repeat(64);

  private Cases() {}

  /** A case that waits for people. */
  static Case asked() {
    ObjectNode json = Codec.plain().createObjectNode();
    json.put("id", ID).put("control", "S3.PublicAccess").put("title", "Buckets are not public");
    json.put("domain", "data").put("severity", "HIGH").put("state", "PLANNED");
    json.putObject("resource")
        .put("type", "AWS::S3::Bucket")
        .put("id", "training")
        .put("arn", "arn:aws:s3:::training")
        .put("account", "222222222222")
        .put("region", "us-east-1");
    json.putObject("scope").put("ai", true).put("why", "training input of job churn-42");
    ObjectNode origin = json.putObject("origin");
    origin.put("happening", "e-1").put("source", "aws.s3").put("name", "PutBucketPolicy");
    origin.put("person", "alice@example.com").put("at", AT.toString());
    origin.putObject("facts").put("cloudtrail.tool", "Terraform");
    origin
        .putObject("actor")
        .put("type", "IAMUser")
        .put("arn", "arn:aws:iam::222222222222:user/alice")
        .put("issuer", "")
        .put("account", "222222222222")
        .put("service", "");
    ObjectNode proposal = json.putObject("proposal");
    proposal.put("kind", "MEND").put("rationale", "anybody can read it").put("steps", "");
    proposal.put("hash", PLAN).put("partial", false).putArray("asks");
    proposal.putObject("evidence");
    json.putObject("decision").put("verdict", "APPROVE").putArray("because").add("a rule says so");
    json.put("approvalsNeeded", 1).put("reason", "found").put("resumes", 0).put("version", 1);
    json.putArray("approvals");
    json.putArray("steps");
    json.putObject("before");
    json.put("openedAt", AT.toString()).put("updatedAt", AT.toString());
    json.putArray("trail")
        .add(
            Codec.plain()
                .<ObjectNode>valueToTree(
                    AuditEntry.after(List.of(), ID, AT, "PLANNED", "palisade", "found", PLAN)));
    Question question =
        new Question(
            AT.plusSeconds(1800), AT.plusSeconds(7200), AtExpiry.TICKET, List.of("security"));
    return Codec.plain()
        .convertValue(json, Case.class)
        .asking(question)
        .to(CaseState.AWAITING_APPROVAL, "a rule says so", "palisade", AT.plusSeconds(2));
  }
}
