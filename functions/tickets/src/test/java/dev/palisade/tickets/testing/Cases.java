package dev.palisade.tickets.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Step;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.ResourceRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Cases for tests, as a function stores them. */
public final class Cases {

  public static final Instant OPENED =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.HOURS);
  public static final String ALICE = "arn:aws:iam::222222222222:user/alice";

  private Cases() {}

  /** A case that is planned, about a bucket. */
  public static Case planned(String id, String bucket, Instant at) {
    return planned(id, bucket, at, Map.of());
  }

  /** The same with facts of its event. */
  public static Case planned(String id, String bucket, Instant at, Map<String, String> facts) {
    ObjectNode json = Codec.plain().createObjectNode();
    ResourceRef ref =
        new ResourceRef(
            "AWS::S3::Bucket", bucket, "arn:aws:s3:::" + bucket, "222222222222", "us-east-1");
    json.put("id", id).put("control", "S3.PublicAccess").put("title", "Buckets are not public");
    json.put("domain", "data").put("severity", "HIGH").put("state", "PLANNED");
    json.set("resource", Codec.plain().valueToTree(ref));
    json.putObject("scope").put("ai", true).put("why", "training input of job churn-42");
    json.putObject("origin")
        .put("happening", "e-" + id)
        .put("source", "aws.s3")
        .put("name", "PutBucketPolicy")
        .put("person", "alice@example.com")
        .put("at", at.toString())
        .<ObjectNode>set("facts", Codec.plain().valueToTree(facts))
        .putObject("actor")
        .put("type", "IAMUser")
        .put("arn", ALICE)
        .put("issuer", "")
        .put("account", "222222222222")
        .put("service", "");
    json.putObject("proposal")
        .put("kind", "TICKET")
        .put("rationale", "anybody can read the training data")
        .put("steps", "1. aws s3api put-public-access-block --bucket " + bucket)
        .put("hash", "0".repeat(64))
        .put("partial", false)
        .putArray("asks");
    ((ObjectNode) json.get("proposal"))
        .putObject("evidence")
        .put("policy", "Allow * s3:GetObject")
        .put("webhookToken", "abcdefgh12345678");
    json.putObject("decision").put("verdict", "TICKET").putArray("because").add("a rule says so");
    json.put("approvalsNeeded", 0).put("reason", "found").put("resumes", 0).put("version", 1);
    json.putArray("approvals");
    json.putArray("steps");
    json.putObject("before").putObject("tags").put("palisade:owner", "ml-platform@example.com");
    json.put("openedAt", at.toString()).put("updatedAt", at.toString());
    json.putArray("trail").add(entry(id, at));
    return Codec.plain().convertValue(json, Case.class);
  }

  private static JsonNode entry(String id, Instant at) {
    return Codec.plain()
        .valueToTree(
            AuditEntry.after(List.of(), id, at, "PLANNED", "palisade", "found", "0".repeat(64)));
  }

  /** The case at its next stage. */
  public static Case to(Case item, CaseState state, String why, Instant at) {
    return item.to(state, why, "palisade", at);
  }

  /** The case with a step that was not made. */
  public static Case withStep(Case item, String describe) {
    return item.with(
        List.of(
            new Step(
                Codec.plain().createObjectNode(),
                describe,
                "s3:PutBucketPolicy",
                "PutBucketPolicy",
                "",
                null,
                null,
                false,
                Step.Progress.PLANNED,
                null)));
  }

  /** The facts of a case that a finding of Security Hub led to. */
  public static Map<String, String> finding(String id, String product) {
    return Map.of(Origin.FINDING, id, Origin.FINDING_PRODUCT, product);
  }
}
