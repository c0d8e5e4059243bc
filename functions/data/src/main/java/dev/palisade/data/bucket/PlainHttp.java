package dev.palisade.data.bucket;

import static dev.palisade.core.control.ControlSpec.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bucket that answers over plain HTTP: a Deny of requests without TLS, for the bucket and its
 * objects, is merged into its policy.
 */
public final class PlainHttp implements Control<Bucket, BucketChange> {

  /** S3's limit of a bucket policy, in bytes of UTF-8. */
  private static final int MAX_BYTES = 20 * 1024;

  private static final String SID = "PalisadeTlsOnly";

  private static final ControlSpec SPEC =
      control("S3.PlainHttp")
          .title("Buckets of AI workloads answer over TLS only")
          .why(
              "Training data and models that travel over plain HTTP can be read and replaced on the"
                  + " way.")
          .breaks("Clients that talk plain HTTP to the bucket are refused.")
          .atSource(
              "aws_s3_bucket_policy, policy: a Deny of s3:* for Principal * on the bucket and"
                  + " its objects where aws:SecureTransport is false",
              "AWS::S3::BucketPolicy, PolicyDocument: a Deny of s3:* for Principal * on the"
                  + " bucket and its objects where aws:SecureTransport is false")
          .severity(Severity.MEDIUM)
          .autonomy(Autonomy.ENFORCE)
          .reads(BucketFacet.POLICY)
          .calls(BucketCalls.PUT_POLICY)
          .undoCalls(BucketCalls.PUT_POLICY, BucketCalls.DELETE_POLICY)
          .trigger(BucketCalls.recorded("PutBucketPolicy").restsOn(Trigger.Evidence.RECORD))
          .trigger(BucketCalls.recorded("CreateBucket").restsOn(Trigger.Evidence.RECORD))
          .trigger(BucketCalls.recorded("DeleteBucketPolicy"))
          .trigger(BucketCalls.tagged())
          .trigger(Trigger.configChange(Bucket.TYPE))
          .standard(Standard.SECURITY_HUB, "S3.5")
          .standard(Standard.PROWLER, "s3_bucket_secure_transport_policy")
          .standard(Standard.OWASP_LLM, "LLM02")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP02")
          .source("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5")
          .source("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Bucket, BucketChange> plan(Bucket observed, Context<Bucket> context) {
    String text = observed.policy();
    if (!observed.exists() || text == null) {
      return Plan.holds();
    }
    Optional<PolicyDocument> policy = PolicyDocument.parse(text);
    if (policy.isEmpty() && !text.isEmpty()) {
      return BucketChange.unreadablePolicy(text);
    }
    List<Statement> statements = policy.map(PolicyDocument::statements).orElse(List.of());
    String bucket = context.ref().arn();
    if (refusesHttp(statements, bucket) && refusesHttp(statements, bucket + "/*")) {
      return Plan.holds();
    }
    String added = statement(sid(statements), bucket).toString();
    String after =
        policy
            .map(one -> one.with(added))
            .orElse("{\"Version\":\"2012-10-17\",\"Statement\":[" + added + "]}");
    int size = after.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_BYTES) {
      return tooBig(added, size);
    }
    return Plan.<Bucket, BucketChange>mend(List.of(BucketChange.policy(text, after)))
        .because("No statement of the bucket's policy refuses requests without TLS.")
        .evidence("statements", statements.size());
  }

  private static Plan<Bucket, BucketChange> tooBig(String added, int size) {
    return Plan.<Bucket, BucketChange>ticket(
            "The bucket's policy has no room for the statement that refuses plain HTTP.",
            "Shorten the bucket's policy (limit "
                + MAX_BYTES
                + " bytes), then add this statement: "
                + added)
        .evidence("bytesNeeded", size);
  }

  /** Whether plain requests for a bucket or all its objects are denied to everybody. */
  private static boolean refusesHttp(List<Statement> statements, String resource) {
    return statements.stream()
        .filter(one -> one.denies() && !one.json().has("NotPrincipal") && one.namesEveryone())
        .filter(one -> covers(one.json().path("Action"), "s3:*", Pattern.CASE_INSENSITIVE))
        .filter(one -> covers(one.json().path("Resource"), resource, 0))
        .anyMatch(one -> meetsEveryHttpRequest(one.json().path("Condition")));
  }

  private static boolean meetsEveryHttpRequest(JsonNode condition) {
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      if (!Set.of("Bool", "BoolIfExists").contains(operator.getKey())) {
        return false;
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        if (!key.getKey().equalsIgnoreCase("aws:SecureTransport")
            || Statement.texts(key.getValue()).noneMatch("false"::equalsIgnoreCase)) {
          return false;
        }
      }
    }
    return true;
  }

  // A question mark stands for one character, so it does not cover the target's own wildcard.
  private static boolean covers(JsonNode patterns, String target, int flags) {
    return Statement.texts(patterns)
        .map(pattern ->
            Stream.of(pattern.split("(?<=[*?])|(?=[*?])"))
                .map(part ->
                    part.equals("*") ? ".*" : part.equals("?") ? "[^*]" : Pattern.quote(part))
                .collect(Collectors.joining()))
        .anyMatch(regex -> Pattern.compile(regex, flags).matcher(target).matches());
  }

  // Two statements of one policy can't have the same Sid.
  private static String sid(List<Statement> statements) {
    Set<String> taken = statements.stream().map(Statement::sid).collect(Collectors.toSet());
    String sid = SID;
    for (int number = 2; taken.contains(sid); number++) {
      sid = SID + number;
    }
    return sid;
  }

  private static ObjectNode statement(String sid, String bucket) {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Sid", sid).put("Effect", "Deny").put("Principal", "*").put("Action", "s3:*");
    statement.putArray("Resource").add(bucket).add(bucket + "/*");
    statement.putObject("Condition").putObject("Bool").put("aws:SecureTransport", "false");
    return statement;
  }
}
