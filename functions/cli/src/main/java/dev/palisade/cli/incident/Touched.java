package dev.palisade.cli.incident;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.resource.Arn;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which resources a record of CloudTrail is about: those it lists, those whose ARNs are among the
 * parameters or the answer, and those that parameters name in their service's own way.
 */
final class Touched {

  /** Texts of policies name what they speak about, not what was touched. */
  private static final Set<String> DOCUMENTS =
      Set.of(
          "bucketpolicy", "policydocument", "assumerolepolicydocument", "policy", "tags", "tagset");

  /** Per service and parameter, the end of the ARN; region and account before it. */
  private static final Map<String, Map<String, String>> REGIONAL =
      Map.ofEntries(
          Map.entry(
              "ec2",
              Map.of(
                  "groupid", "security-group/%s",
                  "instanceid", "instance/%s",
                  "snapshotid", "snapshot/%s",
                  "volumeid", "volume/%s")),
          Map.entry("lambda", Map.of("functionname", "function:%s")),
          Map.entry("kms", Map.of("keyid", "key/%s")),
          Map.entry(
              "sagemaker",
              Map.of(
                  "notebookinstancename", "notebook-instance/%s",
                  "trainingjobname", "training-job/%s",
                  "processingjobname", "processing-job/%s",
                  "modelname", "model/%s",
                  "endpointname", "endpoint/%s",
                  "endpointconfigname", "endpoint-config/%s",
                  "domainid", "domain/%s")),
          Map.entry(
              "bedrock",
              Map.of(
                  "guardrailidentifier", "guardrail/%s",
                  "guardrailid", "guardrail/%s",
                  "agentid", "agent/%s",
                  "knowledgebaseid", "knowledge-base/%s")),
          Map.entry("cloudtrail", Map.of("name", "trail/%s", "trailname", "trail/%s")),
          Map.entry("guardduty", Map.of("detectorid", "detector/%s")),
          Map.entry("dynamodb", Map.of("tablename", "table/%s")),
          Map.entry("ecr", Map.of("repositoryname", "repository/%s")));

  private static final Map<String, String> IAM =
      Map.of("rolename", "role/%s", "username", "user/%s");

  // us.anthropic.claude-…: a profile that spreads calls over regions belongs to the account.
  private static final String PROFILE = "(us|us-gov|eu|apac|ca|jp|au|global)\\..+";

  private final String service;
  private final String account;
  private final String region;
  private final SortedSet<String> found = new TreeSet<>();

  private Touched(String service, String account, String region) {
    this.service = service;
    this.account = account;
    this.region = region;
  }

  /** The ARNs, sorted; a bucket's objects stand for their bucket. */
  static SortedSet<String> of(JsonNode detail, String account, String region) {
    String source = detail.path("eventSource").asText("");
    int dot = source.indexOf('.');
    String service = dot < 0 ? source : source.substring(0, dot);
    Touched touched =
        new Touched(service.startsWith("bedrock") ? "bedrock" : service, account, region);
    detail
        .path("resources")
        .forEach(one -> touched.arn(one.path("ARN").asText(one.path("arn").asText(""))));
    touched.walk(detail.path("requestParameters"));
    touched.walk(detail.path("responseElements"));
    return touched.found;
  }

  private void walk(JsonNode node) {
    node.properties()
        .forEach(member -> {
          if (member.getValue().isTextual()) {
            text(member.getKey().toLowerCase(Locale.ROOT), member.getValue().asText());
          } else if (!DOCUMENTS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
            walk(member.getValue());
          }
        });
    if (node.isArray()) {
      for (JsonNode one : node) {
        if (one.isTextual()) {
          arn(one.asText());
        } else {
          walk(one);
        }
      }
    }
  }

  private void text(String member, String text) {
    if (text.startsWith("arn:")) {
      arn(text);
    } else if (!text.isBlank() && text.length() <= 256) {
      named(member, text).ifPresent(found::add);
    }
  }

  private Optional<String> named(String member, String name) {
    String partition = Arn.partitionOf(region);
    if (member.equals("bucketname")) {
      return Optional.of("arn:%s:s3:::%s".formatted(partition, name));
    }
    if (service.equals("iam") && IAM.containsKey(member)) {
      return Optional.of(
          "arn:%s:iam::%s:%s".formatted(partition, account, IAM.get(member).formatted(name)));
    }
    if (service.equals("bedrock") && member.equals("modelid")) {
      return Optional.of(
          name.matches(PROFILE)
              ? regional("inference-profile/" + name)
              : "arn:%s:bedrock:%s::foundation-model/%s".formatted(partition, region, name));
    }
    // An alias is another name of a key, not the key.
    String end = name.startsWith("alias/") ? "" : ends().getOrDefault(member, "");
    // SageMaker lower-cases names in its ARNs.
    String id = service.equals("sagemaker") ? name.toLowerCase(Locale.ROOT) : name;
    return end.isEmpty() ? Optional.empty() : Optional.of(regional(end.formatted(id)));
  }

  private Map<String, String> ends() {
    return REGIONAL.getOrDefault(service, Map.of());
  }

  private String regional(String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(Arn.partitionOf(region), service, region, account, resource);
  }

  private void arn(String text) {
    if (text.length() > 2048 || text.contains("*") || !Arn.looksLike(text)) {
      return;
    }
    String[] parts = text.split(":", 6);
    boolean session = parts[2].equals("sts");
    boolean managed = parts[4].equals("aws");
    if (session || managed || parts[5].isEmpty()) {
      return;
    }
    if (parts[2].equals("s3") && parts[5].indexOf('/') > 0 && parts[4].isEmpty()) {
      found.add("arn:%s:s3:::%s".formatted(parts[1], parts[5].substring(0, parts[5].indexOf('/'))));
    } else {
      found.add(Principals.plain(text));
    }
  }
}
